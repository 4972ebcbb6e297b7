package io.quillmesh.reply.pairing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the topics can be paired partition by partition: Kafka Streams itself would run
 * silently wrong with unequal counts.
 */
final class SourceTopics {
  private static final int TIMEOUT_MS = 5_000;

  private final Map<String, Object> settings;
  private final List<String> names;

  /**
   * @param kafka addresses and security, as {@code spring.kafka} says
   */
  SourceTopics(Map<String, Object> kafka, List<String> names) {
    this.settings = new HashMap<>(kafka);
    this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    StreamsSettings.keepAdminQuiet(this.settings);
    this.names = names;
  }

  /**
   * What is wrong with them just now; null when they are fine.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  @Nullable String problem() throws InterruptedException {
    Admin admin = Admin.create(settings);
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
    } finally {
      admin.close(Duration.ZERO);
    }
  }
}
