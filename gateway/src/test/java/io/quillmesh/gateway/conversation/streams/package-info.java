/** Tests of the wiring: with Kafka Streams' test driver, and with a real broker. */
@NullMarked
package io.quillmesh.gateway.conversation.streams;

import org.jspecify.annotations.NullMarked;
