/** Small layers with their way back, and what an optimiser sees of them. */
@NullMarked
package io.quillmesh.tuning.layer;

import org.jspecify.annotations.NullMarked;
