/** The conversations that this instance hosts, behind the interface that the transports use. */
@NullMarked
package io.quillmesh.gateway.conversation.local;

import org.jspecify.annotations.NullMarked;
