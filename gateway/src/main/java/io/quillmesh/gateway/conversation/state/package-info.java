/**
 * What is stored of a conversation, in pieces under keys of their own, so that what changes with
 * every chunk is small.
 *
 * <p>At rest a conversation is its header, its baseline, its messages and its article versions; a
 * running turn adds to none of these before it ends. So a client that comes in mid-turn gets the
 * state before the turn, and then the turn's frames.
 */
@NullMarked
package io.quillmesh.gateway.conversation.state;

import org.jspecify.annotations.NullMarked;
