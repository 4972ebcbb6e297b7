package io.quillmesh.deadletters.letter;

import io.quillmesh.deadletters.cluster.Connection;
import io.quillmesh.deadletters.cluster.ToolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads topics, up to the ends that they have when the reading begins. */
public final class LetterReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String address;
  private @Nullable Map<String, List<PartitionInfo>> topics;

  public LetterReader(Connection connection) {
    this.consumer = connection.consumer();
    this.address = connection.bootstrapServers();
  }

  /**
   * Reads all wanted dead-letter topics, one partition after the other.
   *
   * @param wanted decides by a topic's name
   * @param each receives several letters at a time, in their order
   */
  public void scan(Predicate<String> wanted, Consumer<List<Letter>> each) {
    List<TopicPartition> partitions =
        topics().keySet().stream()
            .filter(topic -> topic.endsWith(LetterId.ENDING))
            .filter(wanted)
            .sorted()
            .flatMap(this::partitionsOf)
            .toList();
    read(partitions, records -> each.accept(records.stream().map(Letter::of).toList()));
  }

  /** Reads a whole topic; nothing if there is none. */
  public void readAll(String topic, Consumer<List<ConsumerRecord<byte[], byte[]>>> each) {
    read(partitionsOf(topic).toList(), each);
  }

  /** How many partitions a topic has; 0 if there is no such topic. */
  public int partitions(String topic) {
    return topics().getOrDefault(topic, List.of()).size();
  }

  /** One letter; empty if it never existed, or is no longer kept. */
  public Optional<Letter> find(LetterId id) {
    return find(id.topicPartition(), id.offset()).map(Letter::of);
  }

  /** One record; empty if it never existed, or is no longer kept. */
  public Optional<ConsumerRecord<byte[], byte[]>> find(TopicPartition partition, long offset) {
    if (partition.partition() >= partitions(partition.topic())) {
      return Optional.empty();
    }
    List<TopicPartition> only = List.of(partition);
    long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
    long begin = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
    if (offset < begin || offset >= end) {
      return Optional.empty();
    }
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    read(
        partition,
        offset,
        offset + 1,
        records ->
            records.stream().filter(record -> record.offset() == offset).forEach(found::add));
    return found.stream().findFirst();
  }

  private Stream<TopicPartition> partitionsOf(String topic) {
    return topics().getOrDefault(topic, List.of()).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition));
  }

  /** The topics, listed only once because the tool runs only for seconds. */
  private Map<String, List<PartitionInfo>> topics() {
    if (topics == null) {
      try {
        topics = consumer.listTopics();
      } catch (TimeoutException e) {
        throw new ToolException(
            "No answer from the broker at "
                + address
                + ": is it up, and are the address and, if it wants TLS or a login, the file of"
                + " --command-config right?",
            e);
      }
    }
    return topics;
  }

  private void read(
      List<TopicPartition> partitions, Consumer<List<ConsumerRecord<byte[], byte[]>>> each) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, 0L);
      if (begin < end) {
        read(partition, begin, end, each);
      }
    }
  }

  private void read(
      TopicPartition partition,
      long begin,
      long end,
      Consumer<List<ConsumerRecord<byte[], byte[]>>> each) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, begin);
    long progressed = System.nanoTime();
    // The position also moves past the markers of transactions, which are not records.
    for (long position = begin; position < end; ) {
      List<ConsumerRecord<byte[], byte[]>> records = consumer.poll(POLL).records(partition);
      long next = consumer.position(partition);
      if (next > position) {
        progressed = System.nanoTime();
        position = next;
      } else if (System.nanoTime() - progressed > PATIENCE.toNanos()) {
        throw new TimeoutException("nothing came from " + partition + " for " + PATIENCE);
      }
      List<ConsumerRecord<byte[], byte[]>> before =
          records.stream().filter(record -> record.offset() < end).toList();
      if (!before.isEmpty()) {
        each.accept(before);
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
