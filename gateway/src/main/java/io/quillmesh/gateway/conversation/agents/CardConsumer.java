package io.quillmesh.gateway.conversation.agents;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
 * Follows the topic of cards on a thread of its own. Every gateway reads all of it, so there is no
 * consumer group. Nothing that happens here ends the thread or disturbs a turn.
 */
public final class CardConsumer implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(CardConsumer.class);
  private static final TopicPartition CARDS = new TopicPartition(Topics.CARDS.name(), 0);

  /** The broker answers earlier when a card comes. Without one, this costs a request in a while. */
  private static final int FETCH_WAIT_MILLIS = 10_000;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(5);
  private static final Duration GAP = Duration.ofSeconds(5);
  private static final Duration NOTHING_TO_RETRY = Duration.ofHours(1);

  private final Map<String, Object> settings;
  private final EventCodec codec;
  private final KnownAgents agents;
  private final MeterRegistry meters;
  private final CountDownLatch firstReading = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Consumer<byte[], byte[]> consumer;
  private volatile boolean started;
  private Duration retry = FIRST_RETRY;

  /**
   * @param kafka addresses and security
   * @param agents what the cards change
   */
  public CardConsumer(
      Map<String, Object> kafka, EventCodec codec, KnownAgents agents, MeterRegistry meters) {
    this.settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    this.codec = codec;
    this.agents = agents;
    this.meters = meters;
  }

  @Override
  public void start() {
    started = true;
    Thread.ofPlatform().name("agent-cards").daemon().start(this::run);
  }

  /**
   * Waits until all cards that were there at the start are read.
   *
   * @return false if that takes longer
   */
  public boolean awaitFirstReading(Duration limit) throws InterruptedException {
    return firstReading.await(limit.toMillis(), TimeUnit.MILLISECONDS);
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
      awaitTopic(fresh);
      follow(fresh);
    } finally {
      // A fetch that waits at the broker would hold a patient close up.
      fresh.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private void awaitTopic(Consumer<byte[], byte[]> from) {
    boolean told = false;
    while (isRunning() && from.partitionsFor(CARDS.topic()).isEmpty()) {
      if (!told) {
        log.atWarn()
            .addKeyValue("topic", CARDS.topic())
            .log(
                "There is no topic of agents' cards, so there are only the mesh's own agents: has the"
                    + " provisioning step run?");
        told = true;
        firstReading.countDown();
      }
      sleep(LONGEST_RETRY);
    }
  }

  private void follow(Consumer<byte[], byte[]> from) {
    from.assign(List.of(CARDS));
    from.seekToBeginning(List.of(CARDS));
    long end = from.endOffsets(List.of(CARDS)).getOrDefault(CARDS, 0L);
    Cards cards = new Cards(codec, meters);
    RegistryCheck check = new RegistryCheck(codec);
    boolean read = from.position(CARDS) >= end;
    while (isRunning()) {
      if (read) {
        check = check.nextRound();
        agents.decide(cards.byName(), check);
        firstReading.countDown();
      }
      ConsumerRecords<byte[], byte[]> records = from.poll(read ? wait(check) : GAP);
      retry = records.isEmpty() ? retry : FIRST_RETRY;
      // What is missing at the end has been compacted away.
      read =
          take(from, cards, records) && (read || records.isEmpty() || from.position(CARDS) >= end);
    }
  }

  /** Until when nothing needs to be decided, unless a card comes. */
  private Duration wait(RegistryCheck check) {
    if (check.isSettled()) {
      retry = FIRST_RETRY;
      return NOTHING_TO_RETRY;
    }
    Duration now = retry;
    Duration twice = retry.multipliedBy(2);
    retry = twice.compareTo(LONGEST_RETRY) < 0 ? twice : LONGEST_RETRY;
    return now;
  }

  /** Returns whether all were taken. The others come again. */
  private boolean take(
      Consumer<byte[], byte[]> from, Cards cards, ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        cards.take(record);
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

  private void sleep(Duration duration) {
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
