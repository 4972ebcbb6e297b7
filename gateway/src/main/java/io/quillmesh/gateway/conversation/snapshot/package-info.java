/** What a client gets that comes now: the frames it missed, or snapshots. */
@NullMarked
package io.quillmesh.gateway.conversation.snapshot;

import org.jspecify.annotations.NullMarked;
