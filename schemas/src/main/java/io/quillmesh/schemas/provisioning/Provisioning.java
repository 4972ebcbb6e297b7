package io.quillmesh.schemas.provisioning;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.RegistryAddress;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step that creates topics and registers schemas. No service does either. It may run any number
 * of times, also in parallel, and changes nothing that is already right.
 */
public final class Provisioning {
  private static final Logger log = LoggerFactory.getLogger(Provisioning.class);

  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

  /**
   * Longer than the segment of a letter can outlive its retention, so that it is always known what
   * was done about the letter.
   */
  private static final Duration HANDLED_RETENTION = DEAD_LETTER_RETENTION.multipliedBy(3);

  private static final Duration COMPACTED_WITHIN = Duration.ofDays(1);

  /**
   * Brokers delete whole segments, when the youngest record in a segment is too old. So a record is
   * kept longer than the retention, by the time that a segment spans: by default a week, here this
   * part of the retention.
   */
  private static final int SEGMENTS = 6;

  private static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final int MOST_LOOKS = 50;

  private Provisioning() {}

  /**
   * How topics are created.
   *
   * @param partitions of every conversation topic and of the index, at least 1; empty: as many as
   *     they have, or {@value #USUAL_PARTITIONS} if they do not exist
   * @param replicationFactor at least 1, at most the number of brokers
   */
  public record Settings(OptionalInt partitions, short replicationFactor) {
    /** For a single broker: the cost of a request grows with the partitions that it names. */
    public static final int USUAL_PARTITIONS = 6;

    /** The usual partitions, one replica: a single broker. */
    public static final Settings DEFAULT = new Settings(OptionalInt.empty(), (short) 1);

    public Settings {
      if (partitions.isPresent() && partitions.getAsInt() < 1) {
        throw new IllegalArgumentException(
            "partitions must be at least 1, not " + partitions.getAsInt());
      }
      if (replicationFactor < 1) {
        throw new IllegalArgumentException(
            "replicationFactor must be at least 1, not " + replicationFactor);
      }
    }
  }

  /**
   * The same for a broker without authentication.
   *
   * @see #run(Map, String, Settings)
   */
  public static void run(String bootstrapServers, String registryUrl, Settings settings)
      throws IOException, InterruptedException {
    run(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
        registryUrl,
        settings);
  }

  /**
   * Creates what is missing and registers the schemas of this build.
   *
   * @param kafka the broker's address, and what its clients need for authentication
   * @param registryUrl the address of a schema registry with Confluent's API; may contain user and
   *     password
   * @throws IllegalStateException if a topic exists with another partition count than the one set,
   *     or the topics' own counts differ: Kafka Streams joins topics partition by partition and
   *     would silently give wrong results
   * @throws IOException if the registry cannot be reached, or refuses a schema because it would
   *     break readers of earlier versions
   */
  public static void run(Map<String, ?> kafka, String registryUrl, Settings settings)
      throws IOException, InterruptedException {
    try (Admin admin = Admin.create(Map.<String, Object>copyOf(kafka))) {
      createTopics(admin, settings);
    } catch (ExecutionException e) {
      throw new IOException(
          "The broker at "
              + kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
              + " did not create the topics: "
              + e.getCause(),
          e.getCause());
    }
    registerSchemas(registryUrl);
  }

  private static void createTopics(Admin admin, Settings settings)
      throws ExecutionException, InterruptedException {
    Set<String> present = admin.listTopics().names().get();
    List<String> names = Topics.ALL.stream().filter(Topic::isPartitioned).map(Topic::name).toList();
    var before = partitions(admin, names.stream().filter(present::contains).toList());
    int partitions =
        settings
            .partitions()
            .orElse(
                before.isEmpty() ? Settings.USUAL_PARTITIONS : Collections.max(before.values()));
    // Before anything is created that cannot be changed later.
    checkPartitions(before, partitions);
    List<NewTopic> missing =
        wanted(partitions, settings.replicationFactor()).stream()
            .filter(topic -> !present.contains(topic.name()))
            .toList();
    create(admin, missing);
    log.atInfo()
        .addKeyValue("created", missing.size())
        .addKeyValue("partitions", partitions)
        .log("Topics are there");
    // Another process may have been faster, with another count.
    checkPartitions(partitionsOnceKnown(admin, names), partitions);
  }

  /** Creates topics; another process may do the same. */
  static void create(Admin admin, List<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    for (KafkaFuture<Void> creation : admin.createTopics(topics).values().values()) {
      try {
        creation.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  /** The controller answers for new topics before every broker has heard of them. */
  private static Map<String, Integer> partitionsOnceKnown(Admin admin, List<String> topics)
      throws ExecutionException, InterruptedException {
    for (int looks = 1; ; looks++) {
      try {
        return partitions(admin, topics);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || looks == MOST_LOOKS) {
          throw e;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
  }

  /** How many partitions each of these topics has. */
  private static Map<String, Integer> partitions(Admin admin, List<String> topics)
      throws ExecutionException, InterruptedException {
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .collect(Collectors.toMap(TopicDescription::name, topic -> topic.partitions().size()));
  }

  private static void checkPartitions(Map<String, Integer> topics, int partitions) {
    String wrong =
        topics.entrySet().stream()
            .filter(topic -> topic.getValue() != partitions)
            .map(topic -> topic.getKey() + " has " + topic.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "All topics must have "
              + partitions
              + " partitions, but "
              + wrong
              + ". Run with the count that they have, or start with an empty broker: the partitions"
              + " of a topic that has records cannot be changed without mixing up conversations.");
    }
  }

  private static List<NewTopic> wanted(int partitions, short replicationFactor) {
    List<NewTopic> wanted = new ArrayList<>();
    for (Topic<?> topic : Topics.ALL) {
      wanted.add(
          new NewTopic(topic.name(), topic.isPartitioned() ? partitions : 1, replicationFactor)
              .configs(config(topic)));
      for (String reader : topic.readers()) {
        wanted.add(
            new NewTopic(topic.deadLetterTopic(reader), 1, replicationFactor)
                .configs(deadLetterConfig()));
      }
    }
    wanted.add(
        new NewTopic(Topics.HANDLED_DEAD_LETTERS, 1, replicationFactor)
            .configs(config(HANDLED_RETENTION)));
    return wanted;
  }

  private static Map<String, String> config(Topic<?> topic) {
    Map<String, String> config = new HashMap<>(config(topic.retention()));
    if (!topic.isPartitioned()) {
      config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
      config.put(
          TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()));
      config.put(
          TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(COMPACTED_WITHIN.toMillis()));
    }
    return config;
  }

  static Map<String, String> deadLetterConfig() {
    return config(DEAD_LETTER_RETENTION);
  }

  private static Map<String, String> config(Duration retention) {
    return Map.of(
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(retention.toMillis()),
        TopicConfig.SEGMENT_MS_CONFIG,
        Long.toString(retention.dividedBy(SEGMENTS).toMillis()),
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(Budgets.RECORD));
  }

  private static void registerSchemas(String registryUrl) throws IOException {
    RegistryAddress address = RegistryAddress.of(registryUrl);
    SchemaRegistryClient registry = address.client();
    List<Topic<?>> topics = Topics.ofOneType().toList();
    for (Topic<?> topic : topics) {
      try {
        register(registry, topic);
      } catch (RestClientException e) {
        throw new IOException(
            "The registry at "
                + address
                + " refused the schema of "
                + topic.subject()
                + ": "
                + e.getMessage(),
            e);
      }
    }
    log.atInfo().addKeyValue("subjects", topics.size()).log("Schemas are registered");
  }

  static void register(SchemaRegistryClient registry, Topic<?> topic)
      throws IOException, RestClientException {
    // A subject has no setting of its own before its first version.
    registry.register(topic.subject(), new AvroSchema(topic.schema()));
    registry.updateCompatibility(topic.subject(), COMPATIBILITY);
  }
}
