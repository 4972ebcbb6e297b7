package io.quillmesh.endtoend.containers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** An agent's consumer group, as the broker sees it. */
record Group(String bootstrapServers, String name) {

  /** How many partitions each instance has; during a rebalance it may be none. */
  List<Integer> shares() {
    return members().stream().map(member -> member.assignment().topicPartitions().size()).toList();
  }

  /** The numbers of the partitions that the instance at an IP address has. */
  Set<Integer> partitionsAt(String address) {
    return members().stream()
        .filter(member -> member.host().equals("/" + address))
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  private Collection<MemberDescription> members() {
    try (var admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      Map<String, ConsumerGroupDescription> groups =
          admin.describeConsumerGroups(List.of(name)).all().get();
      return Objects.requireNonNull(groups.get(name)).members();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
