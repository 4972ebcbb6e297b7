/** The options of the command line, and the mesh that they choose. */
@NullMarked
package io.quillmesh.benchmarks.options;

import org.jspecify.annotations.NullMarked;
