package io.quillmesh.deadletters.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * * How to connect to a cluster. *
 *
 * @param bootstrapServers the brokers
 * @param registry the schema registry's Confluent API, if one was named
 * @param settings security and whatever else the Kafka clients need
 */
public record Connection(String bootstrapServers, Optional<String> registry, Properties settings) {
  private static final int ANSWER_TIMEOUT_MS = 10_000;
  private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;
  private static final int FETCH_BYTES = 8 * 1024 * 1024;

  /** A consumer without a group: it commits nothing and disturbs no other consumer. */
  public KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> all = common();
    // A record from an aborted transaction of Kafka Streams is not a letter.
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    // Nobody waits for new letters, so a fetch at the end of a partition must not delay the next
    // partition.
    all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MS);
    all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MS);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A producer whose records are on all replicas when they are acknowledged. */
  public KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> all = common();
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // Large enough that only the topic's own limit decides whether a record is too large.
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_TIMEOUT_MS);
    all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MS);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3 * ANSWER_TIMEOUT_MS);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> common() {
    Map<String, Object> all = new HashMap<>();
    settings.stringPropertyNames().forEach(name -> all.put(name, settings.getProperty(name)));
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, "dead-letters");
    all.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    return all;
  }
}
