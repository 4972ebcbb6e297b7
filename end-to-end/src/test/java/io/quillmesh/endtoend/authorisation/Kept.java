package io.quillmesh.endtoend.authorisation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What the broker keeps, in all topics except its own. */
final class Kept implements AutoCloseable {

  private final KafkaConsumer<String, String> consumer;
  private final Admin admin;

  /** Reads bytes as text, which is enough to look for texts in Avro's encoding. */
  Kept(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** All committed records of these topics. */
  List<ConsumerRecord<String, String>> records(Collection<String> topics) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  /**
   * The last value of each key in a changelog, for keys that contain this; empty for a tombstone.
   */
  Map<String, Optional<String>> last(String changelog, String inKey) {
    Map<String, Optional<String>> last = new LinkedHashMap<>();
    records(List.of(changelog)).stream()
        .filter(record -> record.key().contains(inKey))
        .forEach(record -> last.put(record.key(), Optional.ofNullable(record.value())));
    return last;
  }

  /** The topics that are not the broker's own or the registry's. */
  List<String> topics() {
    return new TreeSet<>(consumer.listTopics().keySet())
        .stream().filter(name -> !name.startsWith("_") && !name.startsWith("kafkasql")).toList();
  }

  /** A topic's settings. */
  Config settings(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return Objects.requireNonNull(
        await(admin.describeConfigs(List.of(resource)).all()).get(resource));
  }

  private static <T extends @Nullable Object> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ApiException refusal
          ? refusal
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Asks the broker to delete a partition's records before its first one, of which there are none.
   *
   * @throws org.apache.kafka.common.errors.ApiException if the broker does not delete this topic's
   *     records in this way
   */
  void deleteNone(String topic) {
    await(
        admin
            .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(0)))
            .all());
  }

  static boolean isAbout(ConsumerRecord<String, String> record, String id) {
    return (record.key() != null && record.key().contains(id))
        || (record.value() != null && record.value().contains(id));
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
