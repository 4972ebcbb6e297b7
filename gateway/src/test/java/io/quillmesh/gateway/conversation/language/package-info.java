/** Tests of a turn. */
@NullMarked
package io.quillmesh.gateway.conversation.turn;

import org.jspecify.annotations.NullMarked;
