/** Many conversations at once, and what came of every turn. */
@NullMarked
package io.quillmesh.benchmarks.load;

import org.jspecify.annotations.NullMarked;
