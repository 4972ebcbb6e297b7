package io.quillmesh.reply.pairing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Contexts, articles and failures in; one reply request per turn out.
 *
 * <p>Everything in it is bytes: {@link PairingProcessor} decodes, so that it can wait for a
 * registry and set aside what is no record. The stores are in memory, for what they hold lives for
 * seconds; their changelogs bring it to whoever takes over.
 */
final class PairingTopology {
  static final String REQUESTS = "reply-requests";
  static final String DEAD_LETTERS = "dead-letters";

  /** Halves that wait, as {@code ReplyRequested} with one side. */
  static final String WAITING = "waiting";

  /** When each turn was first heard of, in epoch milliseconds: waiting or done. */
  static final String SEEN = "seen";

  private static final String SOURCES = "halves";
  private static final String PAIRING = "pairing";
  private static final int CHANGELOG_SEGMENT_BYTES = 16 * 1024 * 1024;
  private static final int CHANGELOG_MESSAGE_BYTES = 2 * 1024 * 1024;

  private static final Map<String, Topic<?>> READ =
      List.of(Topics.CONTEXTS, Topics.ARTICLES, Topics.FAILURES).stream()
          .collect(Collectors.toMap(Topic::name, topic -> topic));

  private PairingTopology() {}

  /**
   * @param memory how long a turn is remembered, complete or not
   */
  static Topology build(PatientCodec codec, Duration memory, MeterRegistry meters) {
    Topology topology = new Topology();
    topology.addSource(
        // A turn that came before the group's first start is still one to answer.
        AutoOffsetReset.earliest(),
        SOURCES,
        // Whatever garbage is in a record, its timestamp included, it is taken in.
        new WallclockTimestampExtractor(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        READ.keySet().toArray(String[]::new));
    topology.addProcessor(PAIRING, () -> new PairingProcessor(codec, memory, meters), SOURCES);
    topology.addStateStore(store(WAITING, Serdes.ByteArray(), memory), PAIRING);
    topology.addStateStore(store(SEEN, Serdes.Long(), memory), PAIRING);
    topology.addSink(
        REQUESTS,
        Topics.REPLY_REQUESTS.name(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        PAIRING);
    topology.addSink(
        DEAD_LETTERS,
        (_, _, source) -> topic(source.topic()).deadLetterTopic(Groups.REPLY_PAIRING),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        PAIRING);
    return topology;
  }

  /** What is read from a topic of this name. */
  static Topic<?> topic(String name) {
    Topic<?> topic = READ.get(name);
    if (topic == null) {
      throw new IllegalStateException("The pairing does not read " + name);
    }
    return topic;
  }

  /** The topics that are read. */
  static List<String> topics() {
    return List.copyOf(READ.keySet());
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(
      String name, Serde<V> values, Duration memory) {
    return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
        .withLoggingEnabled(
            // Small segments and a retention: a restart reads the whole changelog, and only what is
            // younger than the memory can matter.
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(memory.multipliedBy(2).toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(memory.toMillis()),
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(CHANGELOG_SEGMENT_BYTES),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(CHANGELOG_MESSAGE_BYTES)));
  }
}
