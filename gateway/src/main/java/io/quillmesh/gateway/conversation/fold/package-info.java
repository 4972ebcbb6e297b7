/**
 * The fold: how one conversation goes from one event to the next. Pure: no broker, no store, no
 * clock of its own. {@link io.quillmesh.gateway.conversation.fold.Fold} is the way in.
 *
 * <p>State is kept in pieces under keys of their own, so that what changes with every chunk is
 * small. At rest a conversation is its header, its baseline, its messages and its article versions;
 * a running turn adds to none of these before it ends. So a client that comes in mid-turn gets the
 * state before the turn, and then the turn's frames.
 */
@NullMarked
package io.quillmesh.gateway.conversation.fold;

import org.jspecify.annotations.NullMarked;
