/**
 * What was before a turn: the messages that its agents get, and the state that another turn can
 * begin from in its place.
 */
@NullMarked
package io.quillmesh.gateway.conversation.history;

import org.jspecify.annotations.NullMarked;
