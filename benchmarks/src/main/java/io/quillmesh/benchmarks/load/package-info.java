/** Many conversations at once, and the result of each turn. */
@NullMarked
package io.quillmesh.benchmarks.load;

import org.jspecify.annotations.NullMarked;
