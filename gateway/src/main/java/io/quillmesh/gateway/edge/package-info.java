/** What clients talk to: the WebSocket, the SSE endpoint for stock AG-UI clients, plain HTTP. */
@NullMarked
package io.quillmesh.gateway.edge;

import org.jspecify.annotations.NullMarked;
