package io.quillmesh.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what is written to a topic after this reader was made. */
final class Reader<T> implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Function<ConsumerRecord<byte[], byte[]>, @Nullable T> mapping;
  private final List<T> seen = new ArrayList<>();

  /**
   * @param mapping null for what is skipped
   */
  Reader(
      String bootstrapServers,
      String topic,
      Function<ConsumerRecord<byte[], byte[]>, @Nullable T> mapping) {
    this.mapping = mapping;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers, "client.id", "reader-" + UUID.randomUUID()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Reads all that is there, and not only what is new. */
  void fromTheBeginning() {
    consumer.seekToBeginning(consumer.assignment());
  }

  /** All that has come, once it is enough. */
  List<T> await(Predicate<List<T>> enough) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!enough.test(seen)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not enough after " + PATIENCE + ": " + seen);
      }
      for (var record : consumer.poll(Duration.ofMillis(100))) {
        T event = mapping.apply(record);
        if (event != null) {
          seen.add(event);
        }
      }
    }
    return List.copyOf(seen);
  }

  /** All that has come, once there are this many. */
  List<T> await(int count) {
    return await(found -> found.size() >= count);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
