/**
 * A whole mesh for the tests, as {@code ./mesh up} runs it: every process its own, all of them
 * real.
 */
@NullMarked
package io.quillmesh.endtoend.mesh;

import org.jspecify.annotations.NullMarked;
