/** Tests of starting and stopping Kafka Streams, and of its settings. */
@NullMarked
package io.quillmesh.gateway.conversation.streams;

import org.jspecify.annotations.NullMarked;
