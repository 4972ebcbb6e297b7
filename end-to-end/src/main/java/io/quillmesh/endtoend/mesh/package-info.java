/** A whole mesh for the tests, as {@code ./mesh up} runs it, with real processes. */
@NullMarked
package io.quillmesh.endtoend.mesh;

import org.jspecify.annotations.NullMarked;
