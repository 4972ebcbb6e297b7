/** Tests of delivery: no broker, no socket. */
@NullMarked
package io.quillmesh.gateway.conversation.delivery;

import org.jspecify.annotations.NullMarked;
