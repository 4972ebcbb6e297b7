/** Which agents there are, and who waits for whom. */
@NullMarked
package io.quillmesh.gateway.conversation.graph;

import org.jspecify.annotations.NullMarked;
