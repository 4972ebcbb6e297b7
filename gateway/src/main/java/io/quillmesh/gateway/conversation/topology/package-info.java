/** The fold in Kafka Streams: one processor for each partition, with its store. */
@NullMarked
package io.quillmesh.gateway.conversation.topology;

import org.jspecify.annotations.NullMarked;
