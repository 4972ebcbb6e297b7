/**
 * AG-UI 1.0 as the gateway speaks it: the events, the shared state, and how both become JSON. Only
 * what is sent is here.
 */
@NullMarked
package io.quillmesh.gateway.conversation.agui;

import org.jspecify.annotations.NullMarked;
