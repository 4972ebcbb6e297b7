package io.quillmesh.gateway.conversation.agents;

import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the topic of cards on a thread of its own, from its start to its stop. Nothing that happens
 * here ends the thread or disturbs a turn.
 */
abstract class CardReader implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CardReader.class);
  static final TopicPartition CARDS = new TopicPartition(Topics.CARDS.name(), 0);

  static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** How long a poll may wait for a record. */
  static final Duration NOTHING_TO_DO = Duration.ofHours(1);

  /** The broker answers earlier when a card comes. Without one, this costs a request in a while. */
  private static final int FETCH_WAIT_MILLIS = 10_000;

  private static final Duration AFTER_ERROR = Duration.ofSeconds(5);

  private final String name;
  private final Map<String, Object> settings;
  private final Duration closing;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile boolean started;

  /**
   * @param name of the thread
   * @param settings of the consumer: addresses and security, and what is special about it
   * @param closing how long a close may wait: a fetch that waits at the broker would hold a patient
   *     one up
   */
  CardReader(String name, Map<String, Object> settings, Duration closing) {
    this.name = name;
    this.settings = new HashMap<>(settings);
    this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    this.closing = closing;
  }

  /** Reads until it is stopped. */
  protected abstract void follow(Consumer<byte[], byte[]> from);

  @Override
  public void start() {
    started = true;
    Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  private void run() {
    while (isRunning()) {
      try {
        follow();
      } catch (WakeupException e) {
        return;
      } catch (KafkaException e) {
        log.atWarn()
            .addKeyValue("error", e.toString())
            .log("Agents' cards can't be read now; trying again");
        sleep(AFTER_ERROR);
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("Agents' cards can't be read; trying again");
        sleep(AFTER_ERROR);
      }
    }
  }

  private void follow() {
    Consumer<byte[], byte[]> fresh =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer = fresh;
    try {
      follow(fresh);
    } finally {
      fresh.close(CloseOptions.timeout(closing));
    }
  }

  /** Takes records, and returns whether all were taken. The others come again. */
  protected final boolean take(
      Consumer<byte[], byte[]> from,
      ConsumerRecords<byte[], byte[]> records,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        taker.accept(record);
      } catch (RegistryUnavailableException e) {
        log.atWarn()
            .addKeyValue("error", e.getMessage())
            .log("Waiting for the registry, to read an agent's card");
        from.seek(CARDS, record.offset());
        sleep(FIRST_RETRY);
        return false;
      }
    }
    return true;
  }

  /** Waits, unless it is stopped. */
  protected final void sleep(Duration duration) {
    try {
      var _ = stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public boolean isRunning() {
    return started && stopped.getCount() > 0;
  }
}
