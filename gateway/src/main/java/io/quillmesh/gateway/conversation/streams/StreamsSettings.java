package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.gateway.conversation.topology.RegistryRetry;
import io.quillmesh.gateway.conversation.topology.Sizes;
import io.quillmesh.schemas.Groups;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' settings, and why. */
public final class StreamsSettings {
  /** The least that brokers allow by default. */
  private static final int SESSION_TIMEOUT_MILLIS = 6_000;

  private static final int FETCH_WAIT_MILLIS = 100;

  private StreamsSettings() {}

  /**
   * @param kafka addresses and security
   */
  public static Properties of(Map<String, Object> kafka, ConversationSettings settings) {
    Properties properties = new Properties();
    properties.putAll(kafka);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, Groups.GATEWAY);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    // An instance that has more than this to read is given a copy first, and takes over when it is
    // complete; with the default, 10,000, conversations would stand still for seconds.
    properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 1_000L);
    // Until copies are complete, a new instance is asked each minute, not each ten, to take over.
    properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
    settings
        .address()
        .server()
        .ifPresent(server -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server));
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);

    // State, frames and records together or not at all; a zombie can write none of them. It also
    // makes the consumers read committed records only: agents write without transactions, so that
    // costs nothing but on failures that the gateway itself has written.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // Nobody waits for a commit but the lists, and each costs the broker a marker in every
    // partition that was written to.
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    // What was not committed is read again after a crash, and no result may come before the command
    // that it answers: the topics wait for each other as long as the broker has something to fetch.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0);
    // A record ends a poll at once. Without records a thread goes through its tasks, timers and
    // metrics after each poll, ten times a second by default; a commit, a deadline or a stop may
    // come that much later.
    properties.put(StreamsConfig.POLL_MS_CONFIG, 1_000L);
    // A person waits for the turn's begin; what else the step writes goes with it. State is written
    // at the commit. Streams' default is 100.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Sizes.MAX_REQUEST_BYTES);

    // A dead process's open transaction may hold up who takes over: not longer than it takes to see
    // that the process is dead.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        SESSION_TIMEOUT_MILLIS);

    // The newer protocols keep the time-out on the broker, at 45 s.
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MILLIS);
    // Members hear of a rebalance from the answer to a heartbeat, and clients wait meanwhile. A
    // gateway that is alone may send fewer.
    properties.putIfAbsent(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 500);
    // Longer than the registry is asked again; a dead process is told by its heartbeat.
    properties.put(
        consumer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
        (int) RegistryRetry.LIMIT.plus(Duration.ofMinutes(2)).toMillis());
    // A partition that falls to this instance is read when the fetch under way has come back, and
    // that may wait for half a second by default. Nothing makes it come back earlier: a wake-up
    // ends the poll, not the fetch. Where no partition can come from elsewhere it may wait longer,
    // for each fetch asks for all partitions of all topics.
    properties.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    // With the default, Kafka 4.2's admin client looks for a broker that is gone without a pause.
    properties.put(
        StreamsConfig.adminClientPrefix(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG),
        "none");
    // How soon the topics' absence or growth is seen.
    properties.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
    return properties;
  }

  private static String consumer(String name) {
    return StreamsConfig.mainConsumerPrefix(name);
  }
}
