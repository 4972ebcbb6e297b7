package io.quillmesh.gateway.conversation.agents;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders;
import io.quillmesh.schemas.deadletter.DeadLetterHeaders.Origin;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes dead letters of records that are no cards. They are rare, so each has its producer. */
final class CardLetterWriter {
  private static final Logger log = LoggerFactory.getLogger(CardLetterWriter.class);
  private static final String TOPIC = Topics.CARDS.deadLetterTopic(Groups.GATEWAY_CARDS);

  private final Map<String, Object> settings;
  private final MeterRegistry meters;
  private final InstantSource clock;

  /**
   * @param kafka addresses and security
   */
  CardLetterWriter(Map<String, Object> kafka, MeterRegistry meters, InstantSource clock) {
    this.settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Budgets.RECORD);
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Returns when the broker has the letter.
   *
   * @throws KafkaException if it does not take it now
   */
  void write(ConsumerRecord<byte[], byte[]> record, CardRecord.Misfit misfit) {
    Headers headers = headers(record, record.headers(), misfit);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      if (!fits(producer, record, record.value(), headers)) {
        // It is still where the headers say. Its own headers may be what is so large.
        Headers ours = headers(record, new RecordHeaders(), misfit);
        DeadLetterHeaders.omitValue(ours);
        if (!fits(producer, record, null, ours)) {
          log.atError().addKeyValue("offset", record.offset()).log("Not even its key fits");
        }
      }
    }
    log.atError()
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", misfit.reason())
        .addKeyValue("deadLetterTopic", TOPIC)
        .log("A record is no agent's card and was put aside");
    Counter.builder("quillmesh.dead.letters")
        .description("Records that were put aside")
        .tag("group", Groups.GATEWAY_CARDS)
        .tag("topic", record.topic())
        .tag("reason", misfit.reason())
        .register(meters)
        .increment();
  }

  private Headers headers(
      ConsumerRecord<byte[], byte[]> record, Headers own, CardRecord.Misfit misfit) {
    var origin =
        new Origin(record.topic(), record.partition(), record.offset(), Groups.GATEWAY_CARDS);
    return DeadLetterHeaders.of(own, origin, misfit.reason(), misfit.error(), clock.instant());
  }

  /** Writes a letter; returns false if it is too large. */
  private static boolean fits(
      Producer<byte[], byte[]> producer,
      ConsumerRecord<byte[], byte[]> record,
      byte @Nullable [] value,
      Headers headers) {
    try {
      producer
          .send(new ProducerRecord<>(TOPIC, (Integer) null, record.key(), value, headers))
          .get();
      return true;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        return false;
      }
      throw new KafkaException("A dead letter is not written", e.getCause());
    }
  }
}
