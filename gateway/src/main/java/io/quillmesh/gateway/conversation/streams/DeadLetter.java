package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record that can't be folded: its bytes as they came, and headers that say why. */
final class DeadLetter {
  private static final String PREFIX = "quillmesh.dlt.";

  private static final Logger log = LoggerFactory.getLogger(DeadLetter.class);

  private DeadLetter() {}

  /** Where the record in hand came from. */
  static RecordMetadata origin(ProcessorContext<byte[], Outbound> context) {
    return context
        .recordMetadata()
        .orElseThrow(() -> new IllegalStateException("A record without an origin"));
  }

  /** Puts the record in hand aside, and says so. */
  static void bury(
      ProcessorContext<byte[], Outbound> context,
      Function<String, Topic<?>> topics,
      Record<byte[], byte[]> record,
      String reason,
      RuntimeException why,
      Instant now) {
    RecordMetadata from = origin(context);
    log.atError()
        .addKeyValue("topic", from.topic())
        .addKeyValue("partition", from.partition())
        .addKeyValue("offset", from.offset())
        .addKeyValue("reason", reason)
        .addKeyValue("error", why.toString())
        .log("A record goes to the dead-letter topic");
    String message = String.valueOf(why.getMessage());
    context.forward(of(topics.apply(from.topic()), record, from, reason, message, now));
  }

  private static Record<byte[], Outbound> of(
      Topic<?> topic,
      Record<byte[], byte[]> record,
      RecordMetadata from,
      String reason,
      String message,
      Instant at) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    put(headers, "topic", topic.name());
    put(headers, "partition", Integer.toString(from.partition()));
    put(headers, "offset", Long.toString(from.offset()));
    put(headers, "group", Groups.GATEWAY);
    put(headers, "reason", reason);
    put(headers, "message", message);
    put(headers, "at", at.toString());
    return new Record<>(
        record.key(),
        new Outbound(topic.deadLetterTopic(Groups.GATEWAY), record.value()),
        Math.max(0, record.timestamp()),
        headers);
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(PREFIX + name);
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
