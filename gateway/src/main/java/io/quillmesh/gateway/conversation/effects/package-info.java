/** What one event leads to: pieces to write, records to emit, frames to show. */
@NullMarked
package io.quillmesh.gateway.conversation.effects;

import org.jspecify.annotations.NullMarked;
