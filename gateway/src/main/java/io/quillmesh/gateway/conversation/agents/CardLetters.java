package io.quillmesh.gateway.conversation.agents;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Groups;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Puts records aside that are no cards. Every gateway reads all cards at each start, so what reads
 * them to know the agents would put the same record aside again and again. Here all gateways are
 * one group: the topic has one partition, so one of them reads it, and its offset says what was
 * looked at. A crash at the wrong moment repeats a letter, as everywhere.
 *
 * <p>It is no part of the gateway's Kafka Streams: there, a record whose schema the registry does
 * not give now would stop the conversations.
 */
public final class CardLetters extends CardReader {
  /** It leaves its group before that. */
  private static final Duration CLOSING = Duration.ofMillis(500);

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final EventCodec codec;
  private final CardLetterWriter writer;

  /**
   * @param consumer addresses and security
   * @param producer addresses and security
   */
  public CardLetters(
      Map<String, Object> consumer,
      Map<String, Object> producer,
      EventCodec codec,
      MeterRegistry meters) {
    super("card-letters", settings(consumer), CLOSING);
    this.codec = codec;
    this.writer = new CardLetterWriter(producer, meters, InstantSource.system());
  }

  private static Map<String, Object> settings(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, Groups.GATEWAY_CARDS);
    // As for agents: a crash is noticed in seconds.
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    return settings;
  }

  @Override
  protected void follow(Consumer<byte[], byte[]> from) {
    while (isRunning() && from.partitionsFor(CARDS.topic()).isEmpty()) {
      sleep(BETWEEN_LOOKS);
    }
    from.subscribe(List.of(CARDS.topic()));
    while (isRunning()) {
      ConsumerRecords<byte[], byte[]> records = from.poll(NOTHING_TO_DO);
      take(from, records, record -> look(from, record));
      from.commitSync();
    }
  }

  private void look(Consumer<byte[], byte[]> from, ConsumerRecord<byte[], byte[]> record) {
    if (CardRecord.of(codec, record) instanceof CardRecord.Misfit misfit) {
      writer.write(record, misfit);
      from.commitSync(Map.of(CARDS, new OffsetAndMetadata(record.offset() + 1)));
    }
  }
}
