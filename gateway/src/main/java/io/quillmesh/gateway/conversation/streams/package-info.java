/** Starts, sets up and stops Kafka Streams. */
@NullMarked
package io.quillmesh.gateway.conversation.streams;

import org.jspecify.annotations.NullMarked;
