/** What the mesh costs while nobody writes: at rest, and with many open connections. */
@NullMarked
package io.quillmesh.benchmarks.idle;

import org.jspecify.annotations.NullMarked;
