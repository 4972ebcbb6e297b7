/** {@code ./mesh agent}: agents that are folders, and those of the mesh that runs. */
@NullMarked
package io.quillmesh.localmesh.agents;

import org.jspecify.annotations.NullMarked;
