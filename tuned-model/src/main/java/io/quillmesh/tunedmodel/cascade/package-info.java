/** Who answers: this process or the upstream. */
@NullMarked
package io.quillmesh.tunedmodel.cascade;

import org.jspecify.annotations.NullMarked;
