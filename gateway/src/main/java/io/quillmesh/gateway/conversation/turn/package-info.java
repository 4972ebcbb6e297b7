/** A turn: its beginning and end, its agents, its texts and what it finds out. */
@NullMarked
package io.quillmesh.gateway.conversation.turn;

import org.jspecify.annotations.NullMarked;
