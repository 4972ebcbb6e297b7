/** AG-UI 1.0 as the gateway sends it: the events, the shared state, and their JSON. */
@NullMarked
package io.quillmesh.gateway.conversation.agui;

import org.jspecify.annotations.NullMarked;
