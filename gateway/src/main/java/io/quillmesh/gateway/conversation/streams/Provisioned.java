package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Whether the provisioning step has run. The gateway makes no topics of its own. */
final class Provisioned {
  private static final int SECONDS = 10;

  /** What is there. */
  sealed interface State {
    /** All topics, each with so many partitions. */
    record Complete(int partitions) implements State {}

    /** Something is missing or wrong; says what, and what to do. */
    record Missing(String what) implements State {}
  }

  private final String bootstrapServers;

  Provisioned(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  State look() throws InterruptedException {
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            // The default, half a minute, may not be longer than the whole call.
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            SECONDS * 1_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            SECONDS * 1_000,
            // With the default it looks for a broker that is gone without a pause.
            AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG,
            "none");
    try (Admin admin = Admin.create(config)) {
      return judge(admin.describeTopics(names()).allTopicNames().get(SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return e.getCause() instanceof UnknownTopicOrPartitionException
          ? new State.Missing("topics are missing: has the provisioning step run?")
          : unreachable(e.getCause());
    } catch (TimeoutException e) {
      return unreachable(e);
    }
  }

  private State unreachable(@Nullable Throwable why) {
    return new State.Missing("the broker at " + bootstrapServers + " does not answer: " + why);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Topic<?> topic : Topics.ALL) {
      names.add(topic.name());
      if (topic.readers().contains(Groups.GATEWAY)) {
        names.add(topic.deadLetterTopic(Groups.GATEWAY));
      }
    }
    return names;
  }

  /**
   * Kafka Streams would run with topics of unequal counts, and silently wrong: a conversation's
   * records would come to different tasks.
   */
  static State judge(Map<String, TopicDescription> topics) {
    Map<String, Integer> counts = new TreeMap<>();
    Topics.ALL.forEach(topic -> {
      TopicDescription description = topics.get(topic.name());
      counts.put(topic.name(), description == null ? 0 : description.partitions().size());
    });
    return counts.values().stream().distinct().count() == 1
        ? new State.Complete(counts.values().iterator().next())
        : new State.Missing(
            "all topics must have the same number of partitions, but they have " + counts);
  }
}
