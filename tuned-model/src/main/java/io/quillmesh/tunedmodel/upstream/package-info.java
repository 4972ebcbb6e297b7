/** The model that gets what is not answered here. */
@NullMarked
package io.quillmesh.tunedmodel.upstream;

import org.jspecify.annotations.NullMarked;
