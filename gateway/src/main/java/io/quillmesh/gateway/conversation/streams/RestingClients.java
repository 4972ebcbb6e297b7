package io.quillmesh.gateway.conversation.streams;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka Streams' clients, of which the one that brings records lets a thread rest when none come.
 * Streams goes through all its tasks, timers and metrics each time that a poll has ended, ten times
 * a second ({@code poll.ms}), whether there was anything or not.
 */
final class RestingClients implements KafkaClientSupplier {
  /** After this time all that was done is committed, and what partitions came are open. */
  private static final Duration UNTIL_REST = Duration.ofSeconds(5);

  /** Timers may come so much later; there is none that a second matters to. */
  private static final Duration REST = Duration.ofSeconds(1);

  /** Within it a thread does not see that partitions have come or gone, or that it is to end. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private final BooleanSupplier running;

  /**
   * @param running false from the moment on when a thread must hear at once that it is to end
   */
  RestingClients(BooleanSupplier running) {
    this.running = running;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new RestingConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Polls anew by itself while nothing happens: a record ends a poll at once, as ever, and after
   * each it is seen whether partitions have come or gone, or the thread is to end.
   */
  private final class RestingConsumer extends KafkaConsumer<byte[], byte[]> {
    private long awakeSince = System.nanoTime();
    private int generation;

    RestingConsumer(Map<String, Object> config) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      long begin = System.nanoTime();
      while (records.isEmpty() && mayRest(timeout) && since(begin).compareTo(REST) < 0) {
        records = super.poll(LOOK);
      }
      if (!records.isEmpty()) {
        awakeSince = System.nanoTime();
      }
      return records;
    }

    /** A poll that is not to wait says that there is something else to do. */
    private boolean mayRest(Duration timeout) {
      int now = groupMetadata().generationId();
      if (now != generation) {
        generation = now;
        awakeSince = System.nanoTime();
      }
      return running.getAsBoolean()
          && timeout.isPositive()
          && since(awakeSince).compareTo(UNTIL_REST) > 0;
    }

    private static Duration since(long nanos) {
      return Duration.ofNanos(System.nanoTime() - nanos);
    }
  }
}
