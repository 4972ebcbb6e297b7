package io.quillmesh.agent.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records aside that can never be worked on: the raw bytes, with headers that say why. */
public final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final Publisher publisher;
  private final MeterRegistry meters;
  private final InstantSource clock;

  DeadLetters(Publisher publisher, MeterRegistry meters, InstantSource clock) {
    this.publisher = publisher;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Writes a record to the dead-letter topic and returns when the broker has it.
   *
   * @param group the consumer group that cannot work on it
   * @param reason a word, such as FRAMING
   * @param message what is wrong, without content
   */
  public void put(
      ConsumerRecord<byte[], byte[]> record,
      Topic<?> topic,
      String group,
      String reason,
      String message) {
    var origin = new Origin(record.topic(), record.partition(), record.offset(), group);
    var letter =
        new ProducerRecord<>(
            topic.deadLetterTopic(group),
            (Integer) null,
            record.key(),
            record.value(),
            DeadLetterHeaders.of(record.headers(), origin, reason, message, clock.instant()));
    write(letter);
    log.atError()
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", reason)
        .addKeyValue("deadLetterTopic", letter.topic())
        .log("A record was put aside");
    count(meters, group, record.topic(), reason);
  }

  /** Counts a record that was put aside, here or elsewhere. */
  public static void count(MeterRegistry meters, String group, String topic, String reason) {
    Counter.builder("quillmesh.dead.letters")
        .description("Records that were put aside")
        .tag("group", group)
        .tag("topic", topic)
        .tag("reason", reason)
        .register(meters)
        .increment();
  }

  /** If the headers make it too large, the value is left out: it is still where they say. */
  private void write(ProducerRecord<byte[], byte[]> letter) {
    try {
      publisher.write(letter);
    } catch (TooLargeException e) {
      DeadLetterHeaders.omitValue(letter.headers());
      publisher.write(
          new ProducerRecord<>(
              letter.topic(), (Integer) null, letter.key(), null, letter.headers()));
    }
  }
}
