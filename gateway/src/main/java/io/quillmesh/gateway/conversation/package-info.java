/** Conversations: one fold over all topics, in Kafka Streams, and the frames that it leads to. */
@NullMarked
package io.quillmesh.gateway.conversation;

import org.jspecify.annotations.NullMarked;
