/**
 * How one conversation goes from one event to the next. Pure: no broker, no store, no clock of its
 * own. {@link io.quillmesh.gateway.conversation.fold.Fold} is the way in.
 */
@NullMarked
package io.quillmesh.gateway.conversation.fold;

import org.jspecify.annotations.NullMarked;
