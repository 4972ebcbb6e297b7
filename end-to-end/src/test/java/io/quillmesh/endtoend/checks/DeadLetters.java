package io.quillmesh.endtoend.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All dead-letter topics together, since the beginning of the suite. */
public final class DeadLetters implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> before;
  private final Queue<String> expected = new ConcurrentLinkedQueue<>();

  /** The dead letters of the broker at this address, from now on. */
  public DeadLetters(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    before = consumer.endOffsets(partitions());
  }

  /** Declares that exactly this value must be on a dead-letter topic at the end of the suite. */
  public void expect(String topic, byte[] value) {
    expected.add(describe(topic, value));
  }

  /** Waits for the expected values, and fails if there is anything else. */
  public synchronized void check() {
    await("dead letters")
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(read().stream().map(DeadLetters::describe).toList())
                .as("dead letters, with their reasons: %s", reasons())
                .containsExactlyInAnyOrderElementsOf(expected));
  }

  private List<TopicPartition> partitions() {
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> topic.getKey().endsWith(".dlt"))
        .flatMap(topic -> topic.getValue().stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> read() {
    Collection<TopicPartition> all = partitions();
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    consumer.assign(all);
    all.forEach(partition -> consumer.seek(partition, before.getOrDefault(partition, 0L)));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (all.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  private List<String> reasons() {
    return read().stream()
        .map(record ->
            record.topic()
                + Stream.of(record.headers().toArray()).map(DeadLetters::describe).toList())
        .toList();
  }

  private static String describe(ConsumerRecord<byte[], byte[]> record) {
    return describe(record.topic(), record.value());
  }

  private static String describe(Header header) {
    return header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String describe(String topic, byte[] value) {
    return topic + " " + HexFormat.of().formatHex(value);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
