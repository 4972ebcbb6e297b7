package io.quillmesh.gateway.conversation.topology;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Bytes for a topic. */
record Outbound(String topic, byte @Nullable [] value) {
  static final Serializer<Outbound> SERIALIZER = (_, outbound) -> outbound.value();
}
