package io.quillmesh.gateway.conversation.streams;

import org.apache.kafka.common.serialization.Serializer;

/** Bytes on their way to a topic. */
record Outbound(String topic, byte[] value) {
  static final Serializer<Outbound> SERIALIZER = (_, outbound) -> outbound.value();
}
