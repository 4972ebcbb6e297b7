/** The agents of the mesh, as the edge sees them. */
@NullMarked
package io.quillmesh.gateway.conversation.directory;

import org.jspecify.annotations.NullMarked;
