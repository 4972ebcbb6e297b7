package io.quillmesh.schemas.provisioning;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.quillmesh.schemas.RegistryAddress;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.Topic;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What only a declared agent knows about itself, and so provides for itself when it starts: the
 * schema of its results, its dead-letter topics, and where its group begins. May run any number of
 * times, also in parallel.
 */
public final class DeclaredAgentProvisioning {
  private static final int INCOMPATIBLE = 409;
  private static final int INVALID = 422;

  private DeclaredAgentProvisioning() {}

  /**
   * Registers the schema of an agent's results, unless it is registered.
   *
   * @param registryUrl the address of a schema registry with Confluent's API; may contain user and
   *     password
   * @throws SchemaRefusedException if it would break readers of earlier versions
   * @throws RegistryUnavailableException if the registry cannot be reached now
   */
  public static void registerResult(String registryUrl, Topic<GenericRecord> results) {
    RegistryAddress address = RegistryAddress.of(registryUrl);
    try (SchemaRegistryClient registry = address.client()) {
      Provisioning.register(registry, results);
    } catch (RestClientException e) {
      if (e.getStatus() == INCOMPATIBLE || e.getStatus() == INVALID) {
        throw new SchemaRefusedException(
            "The schema of "
                + results.subject()
                + " would break those who read earlier versions of it. New fields and symbols are"
                + " allowed, with defaults; names and types stay as they are. Undo the change, or"
                + " give the agent another name. The registry says: "
                + e.getMessage(),
            e);
      }
      throw new RegistryUnavailableException(
          "The registry at " + address + " does not register " + results.subject(), e);
    } catch (IOException e) {
      throw new RegistryUnavailableException("The registry at " + address + " is out of reach", e);
    }
  }

  /**
   * Creates the dead-letter topics of an agent's group, unless they are there. Replicas are as many
   * as the broker's default.
   *
   * @param topics those that the group reads
   * @throws KafkaException if the broker does not create them now
   */
  public static void createDeadLetterTopics(Admin admin, String group, Stream<Topic<?>> topics)
      throws InterruptedException {
    List<NewTopic> wanted =
        topics
            .map(topic ->
                new NewTopic(topic.deadLetterTopic(group), Optional.of(1), Optional.<Short>empty())
                    .configs(Provisioning.deadLetterConfig()))
            .toList();
    try {
      Provisioning.create(admin, wanted);
    } catch (ExecutionException e) {
      throw new KafkaException("The topics of " + group + " are not created", e.getCause());
    }
  }

  /**
   * Lets a group that is new begin with what comes from now on: what others were asked in the past
   * does not concern it. Later it goes on where it was, also on partitions that had nothing for it.
   *
   * @throws KafkaException if the broker does not take it now, such as when another instance of the
   *     group is faster
   */
  public static void beginNow(Admin admin, String group, Topic<?> topic)
      throws InterruptedException {
    try {
      boolean isNew =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .keySet()
              .stream()
              .noneMatch(partition -> partition.topic().equals(topic.name()));
      if (isNew) {
        admin.alterConsumerGroupOffsets(group, ends(admin, topic)).all().get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException(
          "The group " + group + " does not begin with " + topic.name(), e.getCause());
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> ends(Admin admin, Topic<?> topic)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (TopicDescription description :
        admin.describeTopics(List.of(topic.name())).allTopicNames().get().values()) {
      description
          .partitions()
          .forEach(it ->
              latest.put(new TopicPartition(topic.name(), it.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
    return ends;
  }
}
