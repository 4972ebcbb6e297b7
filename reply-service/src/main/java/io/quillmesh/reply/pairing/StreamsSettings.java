package io.quillmesh.reply.pairing;

import io.quillmesh.schemas.Groups;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams is set, and why. */
final class StreamsSettings {
  private static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

  private StreamsSettings() {}

  /**
   * @param kafka addresses and security, as {@code spring.kafka} says
   */
  static Properties of(Map<String, Object> kafka, PairingProperties pairing) {
    Properties settings = new Properties();
    settings.putAll(kafka);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Groups.REPLY_PAIRING);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, pairing.threads());

    // "Done" is remembered and the request is sent, or neither: without the transaction a crash
    // could keep the one and lose the other, and with it the reply. Nobody waits for the commit:
    // the agent reads uncommitted, and a repeat after an abort has the same id.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, pairing.commitInterval().toMillis());
    // A person waits for every record; Kafka Streams' own default is 100 ms.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_RECORD_BYTES);

    // An instance that dies is replaced after 6 s. The newer group protocols keep this time-out on
    // the broker, at 45 s.
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);

    // Records hold whole articles: a backlog must not fill a small heap.
    settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 100);
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 * 1024 * 1024);
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 50);
    Map<String, Object> admin = new HashMap<>();
    keepAdminQuiet(admin);
    admin.forEach((name, value) -> settings.put(StreamsConfig.adminClientPrefix(name), value));
    return settings;
  }

  /**
   * Kafka 4.2's admin client, told to start anew from its bootstrap servers when it has no broker
   * left, does so in a loop without a pause, for as long as the broker is away.
   */
  static void keepAdminQuiet(Map<String, Object> settings) {
    settings.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
  }
}
