/** Micro benchmarks of what runs for every token or every frame: {@code ./mesh bench --micro}. */
@NullMarked
package io.quillmesh.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
