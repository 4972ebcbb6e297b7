/** Which declared agents become part of the mesh, and why others do not. */
@NullMarked
package io.quillmesh.gateway.conversation.admission;

import org.jspecify.annotations.NullMarked;
