/** What runs for every token or every frame, alone: {@code ./mesh bench --micro}. */
@NullMarked
package io.quillmesh.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
