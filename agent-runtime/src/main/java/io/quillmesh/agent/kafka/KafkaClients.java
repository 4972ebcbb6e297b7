package io.quillmesh.agent.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.schemas.Budgets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.MicrometerProducerListener;

/**
 * The broker's clients, for bytes. Addresses and security come from {@code spring.kafka}; what the
 * runtime relies on is fixed here.
 */
public final class KafkaClients {
  private static final int FETCH_BYTES = 8 * 1024 * 1024;

  private final KafkaProperties properties;
  private final KafkaConnectionDetails connection;
  private final MeterRegistry meters;

  KafkaClients(
      KafkaProperties properties, KafkaConnectionDetails connection, MeterRegistry meters) {
    this.properties = properties;
    this.connection = connection;
    this.meters = meters;
  }

  /** A new admin client, for the caller to close. */
  public Admin admin() {
    return Admin.create(adminSettings(properties, connection));
  }

  /** Addresses and security of an admin client, as set in {@code spring.kafka}. */
  public static Map<String, Object> adminSettings(
      KafkaProperties properties, KafkaConnectionDetails connection) {
    Map<String, Object> settings = properties.buildAdminProperties();
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.getAdmin().getBootstrapServers());
    return settings;
  }

  Map<String, Object> adminSettings() {
    return adminSettings(properties, connection);
  }

  /** Producers whose records are acknowledged by all replicas, in order and without delay. */
  DefaultKafkaProducerFactory<byte[], byte[]> producers() {
    Map<String, Object> settings = properties.buildProducerProperties();
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        connection.getProducer().getBootstrapServers());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // A person waits for every chunk.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Budgets.RECORD);
    // An attempt that hangs is given up soon, because another one follows.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    var factory =
        new DefaultKafkaProducerFactory<>(
            settings, new ByteArraySerializer(), new ByteArraySerializer());
    factory.addListener(new MicrometerProducerListener<>(meters));
    return factory;
  }

  /**
   * Consumers that commit only what they are told to.
   *
   * @param atRest whether there is nothing to do before the next record comes
   */
  public ConsumerFactory<byte[], byte[]> consumers(BooleanSupplier atRest) {
    Map<String, Object> settings = properties.buildConsumerProperties();
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        connection.getConsumer().getBootstrapServers());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // A crash is noticed in seconds; the newer protocol's time-out is the broker's, 45 s.
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    // A consumer that keeps a partition keeps what is in flight on it.
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    // Turns may be large and heaps are small.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    var factory = new Consumers(settings, atRest);
    factory.addListener(new MicrometerConsumerListener<>(meters));
    return factory;
  }

  /**
   * Makes consumers that sleep while there is nothing to do, and that do not wait for a running
   * fetch when they close. The container has them leave their group before that; a close then only
   * waits for the broker to confirm that the fetch session is closed, and this comes after the
   * fetch.
   */
  private static final class Consumers extends DefaultKafkaConsumerFactory<byte[], byte[]> {
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);

    /** Records, a rebalance, a pause and a stop all end it at once. */
    private static final Duration REST = Duration.ofSeconds(15);

    private final BooleanSupplier atRest;

    Consumers(Map<String, Object> settings, BooleanSupplier atRest) {
      super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      this.atRest = atRest;
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> settings) {
      return new ExtendedKafkaConsumer(settings) {
        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
          return super.poll(atRest.getAsBoolean() ? REST : timeout);
        }

        @Override
        public void close() {
          close(CloseOptions.timeout(CLOSE_LIMIT));
        }
      };
    }
  }
}
