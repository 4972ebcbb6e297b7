package io.quillmesh.gateway.conversation.topology;

import io.micrometer.core.instrument.Counter;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record that can't be folded: its original bytes, and headers that say why. */
final class DeadLetter {
  private static final Logger log = LoggerFactory.getLogger(DeadLetter.class);

  private DeadLetter() {}

  /** The origin of the current record. */
  static RecordMetadata origin(ProcessorContext<byte[], Outbound> context) {
    return context
        .recordMetadata()
        .orElseThrow(() -> new IllegalStateException("A record without an origin"));
  }

  /** Puts the current record aside, and logs it. */
  static void bury(
      TaskResources shared,
      ProcessorContext<byte[], Outbound> context,
      Function<String, Topic<?>> topics,
      Record<byte[], byte[]> record,
      String reason,
      RuntimeException why) {
    RecordMetadata from = origin(context);
    log.atError()
        .addKeyValue("topic", from.topic())
        .addKeyValue("partition", from.partition())
        .addKeyValue("offset", from.offset())
        .addKeyValue("reason", reason)
        .addKeyValue("error", why.toString())
        .log("A record goes to the dead-letter topic");
    String message = String.valueOf(why.getMessage());
    Instant now = shared.clock().instant();
    context.forward(of(topics.apply(from.topic()), record, from, reason, message, now));
    Counter.builder("quillmesh.dead.letters")
        .description("Records that were put aside")
        .tag("group", Groups.GATEWAY)
        .tag("topic", from.topic())
        .tag("reason", reason)
        .register(shared.meters())
        .increment();
  }

  private static Record<byte[], Outbound> of(
      Topic<?> topic,
      Record<byte[], byte[]> record,
      RecordMetadata from,
      String reason,
      String message,
      Instant at) {
    var origin = new Origin(topic.name(), from.partition(), from.offset(), Groups.GATEWAY);
    Headers headers = DeadLetterHeaders.of(record.headers(), origin, reason, message, at);
    byte[] value = record.value();
    if (value != null && !Sizes.fits(value)) {
      // Sending it would always fail. It is still where the headers say.
      DeadLetterHeaders.omitValue(headers);
      value = null;
    }
    return new Record<>(
        record.key(),
        new Outbound(topic.deadLetterTopic(Groups.GATEWAY), value),
        // Its own timestamp may be invalid, and the broker deletes by timestamp.
        at.toEpochMilli(),
        headers);
  }
}
