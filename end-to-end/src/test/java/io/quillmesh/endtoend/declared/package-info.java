/** Agents that are folders, in a mesh that runs already. */
@NullMarked
package io.quillmesh.endtoend.declared;

import org.jspecify.annotations.NullMarked;
