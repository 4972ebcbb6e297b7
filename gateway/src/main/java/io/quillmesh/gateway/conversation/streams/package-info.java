/**
 * The fold in Kafka Streams: one processor over all topics of a conversation, the stores that it
 * writes, and what the edge reads of them.
 */
@NullMarked
package io.quillmesh.gateway.conversation.streams;

import org.jspecify.annotations.NullMarked;
