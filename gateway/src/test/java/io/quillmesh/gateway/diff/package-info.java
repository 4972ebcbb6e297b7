/** Tests of the diff, with random and hostile texts. */
@NullMarked
package io.quillmesh.gateway.diff;

import org.jspecify.annotations.NullMarked;
