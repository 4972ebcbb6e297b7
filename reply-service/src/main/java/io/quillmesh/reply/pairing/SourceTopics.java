package io.quillmesh.reply.pairing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the topics can be paired partition by partition: Kafka Streams itself would run
 * silently wrong with unequal counts.
 */
final class SourceTopics implements AutoCloseable {
  private final Admin admin;
  private final List<String> names = new ArrayList<>();

  SourceTopics(Map<String, Object> kafka, Iterable<String> names) {
    this.admin = Admin.create(kafka);
    names.forEach(this.names::add);
  }

  /** What is wrong with them just now; null when they are fine. */
  @Nullable String problem() {
    try {
      Map<String, Integer> partitions = new TreeMap<>();
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        partitions.put(topic.name(), topic.partitions().size());
      }
      return partitions.values().stream().distinct().count() == 1
          ? null
          : "expected equal partition counts, found " + partitions;
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
