/** What a turn takes and what it costs: {@code ./mesh bench}. */
@NullMarked
package io.quillmesh.benchmarks;

import org.jspecify.annotations.NullMarked;
