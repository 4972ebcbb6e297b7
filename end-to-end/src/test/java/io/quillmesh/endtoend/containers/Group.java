package io.quillmesh.endtoend.containers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;

/** An agent's instances, as the broker sees them. */
record Group(String bootstrapServers, String name) {

  /** How many partitions each instance has; while they are dealt out it may be none. */
  List<Integer> shares() {
    try (var admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Map<String, ConsumerGroupDescription> groups =
          admin.describeConsumerGroups(List.of(name)).all().get();
      return Objects.requireNonNull(groups.get(name)).members().stream()
          .map(member -> member.assignment().topicPartitions().size())
          .toList();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
