/** The clients that watch conversations of this instance, and how frames get to them. */
@NullMarked
package io.quillmesh.gateway.conversation.delivery;

import org.jspecify.annotations.NullMarked;
