/** What a client gets when it connects: the frames that it missed, or snapshots. */
@NullMarked
package io.quillmesh.gateway.conversation.snapshot;

import org.jspecify.annotations.NullMarked;
