package io.quillmesh.gateway.conversation.agents;

import io.micrometer.core.instrument.MeterRegistry;
import io.quillmesh.schemas.EventCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topic of cards. Every gateway reads all of it, so there is no consumer group. */
public final class CardConsumer extends CardReader {
  private static final Logger log = LoggerFactory.getLogger(CardConsumer.class);

  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final Duration GAP = Duration.ofSeconds(5);

  private final EventCodec codec;
  private final KnownAgents agents;
  private final MeterRegistry meters;
  private final CountDownLatch firstReading = new CountDownLatch(1);
  private Duration retry = FIRST_RETRY;

  /**
   * @param kafka addresses and security
   * @param agents what the cards change
   */
  public CardConsumer(
      Map<String, Object> kafka, EventCodec codec, KnownAgents agents, MeterRegistry meters) {
    super("agent-cards", kafka, Duration.ZERO);
    this.codec = codec;
    this.agents = agents;
    this.meters = meters;
  }

  /**
   * Waits until all cards that were there at the start are read.
   *
   * @return false if that takes longer
   */
  public boolean awaitFirstReading(Duration limit) throws InterruptedException {
    return firstReading.await(limit.toMillis(), TimeUnit.MILLISECONDS);
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

  @Override
  protected void follow(Consumer<byte[], byte[]> from) {
    awaitTopic(from);
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
          take(from, records, cards::take)
              && (read || records.isEmpty() || from.position(CARDS) >= end);
    }
  }

  /** Until when nothing needs to be decided, unless a card comes. */
  private Duration wait(RegistryCheck check) {
    if (check.isSettled()) {
      retry = FIRST_RETRY;
      return NOTHING_TO_DO;
    }
    Duration now = retry;
    Duration twice = retry.multipliedBy(2);
    retry = twice.compareTo(LONGEST_RETRY) < 0 ? twice : LONGEST_RETRY;
    return now;
  }
}
