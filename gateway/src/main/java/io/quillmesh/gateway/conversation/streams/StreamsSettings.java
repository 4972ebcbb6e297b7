package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.gateway.conversation.topology.RegistryRetry;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.Groups;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams, with reasons. */
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
    // An instance with more than this to read gets a copy first, and takes over when it is
    // complete. With the default, 10,000, conversations would stand still for seconds.
    properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 1_000L);
    // Until copies are complete, a new instance is asked every minute to take over, not every ten.
    properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
    settings
        .address()
        .server()
        .ifPresent(server -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server));
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocksDb.class);

    // State, frames and records are written together or not at all, and a zombie can write none of
    // them. Consumers read committed records only. Agents write without transactions, so that
    // delays only failures that the gateway itself writes.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // Only the lists wait for a commit, and each commit costs the broker a marker in every
    // partition that was written to.
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    // After a crash, uncommitted records are read again, and no result may come before the command
    // that it answers. So topics wait for each other while the broker has something to fetch.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0);
    // A record ends a poll at once. Without records a thread goes through its tasks, timers and
    // metrics after each poll, ten times a second by default. A commit, a deadline or a stop may be
    // later by this time.
    properties.put(StreamsConfig.POLL_MS_CONFIG, 1_000L);
    // A person waits for the turn to begin; the other records of the event go with it. State is
    // written at the commit. Streams' default is 100.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Budgets.RECORD);

    // A dead process's open transaction delays its successor, but not longer than it takes to see
    // that the process is dead.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        SESSION_TIMEOUT_MILLIS);

    // The newer protocols keep the time-out on the broker, at 45 s.
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MILLIS);
    // Members learn of a rebalance from the answer to a heartbeat, and clients wait until then. A
    // gateway that is alone may send fewer.
    properties.putIfAbsent(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 500);
    // Longer than the registry is retried. A dead process is noticed by its missing heartbeat.
    properties.put(
        consumer(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
        (int) RegistryRetry.LIMIT.plus(Duration.ofMinutes(2)).toMillis());
    // A newly assigned partition is read when the running fetch returns, which takes up to half a
    // second by default. Nothing makes it return earlier: a wake-up ends the poll, not the fetch.
    // Where no partition can come from another instance it may wait longer, because each fetch asks
    // for all partitions of all topics.
    properties.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    // With the default, Kafka 4.2's admin client looks for a lost broker without any pause.
    properties.put(
        StreamsConfig.adminClientPrefix(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG),
        "none");
    // How soon missing or new topics are noticed.
    properties.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
    return properties;
  }

  private static String consumer(String name) {
    return StreamsConfig.mainConsumerPrefix(name);
  }
}
