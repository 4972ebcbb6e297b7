/** The WebSocket of a conversation. */
@NullMarked
package io.quillmesh.gateway.socket;

import org.jspecify.annotations.NullMarked;
