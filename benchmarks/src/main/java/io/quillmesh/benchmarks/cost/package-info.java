/** Processor time and memory of the mesh's processes, and of what else runs here. */
@NullMarked
package io.quillmesh.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
