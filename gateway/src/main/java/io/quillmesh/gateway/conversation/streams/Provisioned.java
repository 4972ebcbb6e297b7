package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
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

/** Whether the provisioning step has run. The gateway creates no topics itself. */
public final class Provisioned {
  private static final int SECONDS = 10;

  /** What is there. */
  sealed interface State {
    /** All topics exist, each with so many partitions. */
    record Complete(int partitions) implements State {}

    /** Something is missing or wrong, and what to do. */
    record Missing(String what) implements State {}
  }

  private final Map<String, Object> settings;

  /**
   * @param kafka addresses and security
   */
  public Provisioned(Map<String, Object> kafka) {
    this.settings = new HashMap<>(kafka);
    // The default is half a minute, and it must not be longer than the whole call.
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 1_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1_000);
    // With the default it looks for a lost broker without any pause.
    settings.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
  }

  State look() throws InterruptedException {
    try (Admin admin = Admin.create(settings)) {
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
    Object servers = settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    return new State.Missing("the broker at " + servers + " does not answer: " + why);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Topic<?> topic : Topics.ALL) {
      if (topic.isPartitioned()) {
        names.add(topic.name());
      }
      if (topic.readers().contains(Groups.GATEWAY)) {
        names.add(topic.deadLetterTopic(Groups.GATEWAY));
      }
    }
    return names;
  }

  /**
   * With unequal counts Kafka Streams would run, but a conversation's records would go to different
   * tasks.
   */
  static State judge(Map<String, TopicDescription> topics) {
    Map<String, Integer> counts = new TreeMap<>();
    Topics.ALL.stream()
        .filter(Topic::isPartitioned)
        .forEach(topic -> {
          TopicDescription description = topics.get(topic.name());
          counts.put(topic.name(), description == null ? 0 : description.partitions().size());
        });
    return counts.values().stream().distinct().count() == 1
        ? new State.Complete(counts.values().iterator().next())
        : new State.Missing(
            "all topics must have the same number of partitions, but they have " + counts);
  }
}
