package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * All topics of a conversation go into one processor, so that a partition has a single writer. The
 * lists by subject are separate. Bytes go in and out: the processors decode them, because only they
 * know what to do with bytes that cannot be decoded.
 */
public final class ConversationTopology {
  public static final String STORE = "conversations";
  public static final String INDEX_STORE = "lists";

  /**
   * Erased data leaves the changelogs, too, within a known time. Without a limit the broker
   * compacts when half of a log is outdated, which may be never. The limit also makes it begin new
   * segments, because it never compacts the one that it writes to.
   */
  private static final Duration COMPACTED_WITHIN = Duration.ofDays(1);

  /**
   * Topics are merged by their records' timestamps, so that a backlog is read roughly in the order
   * of events. An invalid timestamp must not stop the mesh.
   */
  private static final TimestampExtractor OWN_TIME =
      (record, partitionTime) ->
          record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);

  private ConversationTopology() {}

  public static Topology build(TaskResources shared) {
    TopicNameExtractor<byte[], Outbound> topic = (_, outbound, _) -> outbound.topic();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    ByteArraySerializer key = new ByteArraySerializer();
    return new Topology()
        .addSource(AutoOffsetReset.earliest(), "events", OWN_TIME, bytes, bytes, Inputs.TOPICS)
        .addProcessor("conversation", () -> new ConversationProcessor(shared), "events")
        .addStateStore(store(STORE), "conversation")
        .addSink("told", topic, key, Outbound.SERIALIZER, "conversation")
        .addSource(AutoOffsetReset.earliest(), "index", OWN_TIME, bytes, bytes, Topics.INDEX.name())
        .addProcessor("list", () -> new IndexProcessor(shared), "index")
        .addStateStore(store(INDEX_STORE), "list")
        .addSink("unlisted", topic, key, Outbound.SERIALIZER, "list");
  }

  /**
   * With a cache: what every chunk changes goes to the changelog and to RocksDB once a commit.
   * Reads go through the cache, so clients see changes at once.
   */
  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(
            Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(Budgets.RECORD),
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                Long.toString(COMPACTED_WITHIN.toMillis())));
  }
}
