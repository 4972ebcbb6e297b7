/** Processor time and memory of the mesh's processes and of everything else on this machine. */
@NullMarked
package io.quillmesh.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
