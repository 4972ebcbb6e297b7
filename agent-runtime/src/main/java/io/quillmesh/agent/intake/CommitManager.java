package io.quillmesh.agent.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What is done and not known to be committed. It is committed a few times a second and not record
 * by record: a commit is a write that the broker acknowledges, and costs as much as a result. What
 * a rebalance or the broker refuses stays here and is committed the next time. Otherwise the next
 * consumer of the partition would repeat work that is done.
 */
final class CommitManager {
  private static final Logger log = LoggerFactory.getLogger(CommitManager.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 5;

  private final Map<TopicPartition, Long> open = new ConcurrentHashMap<>();
  private final long interval;
  private long last;
  private boolean underWay;

  /**
   * @param interval between commits; after a crash, what was done since the last one is repeated
   */
  CommitManager(Duration interval) {
    this.interval = interval.toNanos();
    this.last = System.nanoTime() - this.interval;
  }

  /** This offset and all before it are done. For any thread, in order for each partition. */
  void acknowledged(TopicPartition partition, long offset) {
    open.put(partition, offset + 1);
  }

  /** Whether all that is done is known to be committed. */
  boolean isSettled() {
    return open.isEmpty();
  }

  /** Commits without waiting, if it is time. For the consumer's thread, which calls this often. */
  void commit(Consumer<?, ?> consumer) {
    long now = System.nanoTime();
    if (underWay || open.isEmpty() || now - last < interval) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> missing = missing(consumer.assignment());
    if (!missing.isEmpty()) {
      last = now;
      underWay = true;
      try {
        consumer.commitAsync(missing, this::committed);
      } catch (KafkaException e) {
        // What is thrown here does not reach the callback.
        committed(missing, e);
      }
    }
  }

  private void committed(
      Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
    underWay = false;
    if (failure == null) {
      offsets.forEach((partition, committed) ->
          open.computeIfPresent(
              partition, (_, wanted) -> wanted <= committed.offset() ? null : wanted));
      signal();
    } else {
      boolean passing =
          failure instanceof RebalanceInProgressException
              || failure instanceof RetriableCommitFailedException;
      log.atLevel(passing ? Level.DEBUG : Level.WARN)
          .addKeyValue("reason", failure.toString())
          .log("A commit failed; it will be repeated");
    }
  }

  private synchronized void signal() {
    notifyAll();
  }

  /**
   * Waits until all that is done is committed. The consumer must keep polling: nothing can be
   * committed during a rebalance, and only polling ends it.
   *
   * @return false if that took too long
   */
  synchronized boolean awaitSettled(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!open.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /**
   * Commits what is done in partitions that are about to go, and waits for it. For the consumer's
   * thread.
   */
  void settle(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> missing = missing(Set.copyOf(partitions));
    for (int attempt = 1; !missing.isEmpty() && attempt <= ATTEMPTS; attempt++) {
      try {
        consumer.commitSync(missing, TIMEOUT);
        missing = Map.of();
      } catch (WakeupException e) {
        // A pause or a stop wakes the consumer, whatever it waits for.
        continue;
      } catch (KafkaException e) {
        log.atWarn()
            .addKeyValue("reason", e.toString())
            .log("Finished work could not be committed; it may be done again");
        break;
      }
    }
    open.keySet().removeAll(partitions);
    // A consumer that is closing may never call back about the commit under way.
    underWay = false;
    signal();
  }

  private Map<TopicPartition, OffsetAndMetadata> missing(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>();
    open.forEach((partition, offset) -> {
      if (partitions.contains(partition)) {
        missing.put(partition, new OffsetAndMetadata(offset));
      }
    });
    return missing;
  }
}
