package io.quillmesh.agent.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
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
 * What was acknowledged and is not known to be committed. The container commits without waiting,
 * and a rebalance refuses what comes while it is under way; without this, work that is done would
 * be done again by the next owner.
 */
final class Commits implements OffsetCommitCallback {
  private static final Logger log = LoggerFactory.getLogger(Commits.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 5;

  private @Nullable Consumer<?, ?> consumer;
  private final Map<TopicPartition, Long> open = new ConcurrentHashMap<>();

  /** This offset and all before it are done. For any thread, in order for each partition. */
  void acknowledged(TopicPartition partition, long offset) {
    open.put(partition, offset + 1);
  }

  @Override
  public void onComplete(
      Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
    if (failure == null) {
      committed(offsets);
    } else {
      log.atLevel(failure instanceof RebalanceInProgressException ? Level.DEBUG : Level.WARN)
          .addKeyValue("reason", failure.toString())
          .log("A commit failed; it will be repeated");
      Consumer<?, ?> current = consumer;
      if (failure instanceof RetriableCommitFailedException && current != null) {
        repeat(current);
      }
    }
  }

  private void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, committed) ->
        open.computeIfPresent(
            partition, (_, wanted) -> wanted <= committed.offset() ? null : wanted));
    signal();
  }

  private synchronized void signal() {
    notifyAll();
  }

  /**
   * Waits until all that was acknowledged is committed. The consumer must go on polling: while a
   * rebalance is under way nothing can be committed, and only polling ends it.
   *
   * @return false if that took too long
   */
  synchronized boolean awaitSettled(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!open.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** A rebalance is over: commits what it has refused. For the consumer's thread. */
  void rebalanced(Consumer<?, ?> current) {
    consumer = current;
    repeat(current);
  }

  private void repeat(Consumer<?, ?> consumer) {
    Map<TopicPartition, OffsetAndMetadata> missing = missing(consumer.assignment());
    if (!missing.isEmpty()) {
      consumer.commitAsync(missing, this);
    }
  }

  /**
   * Commits what is done in partitions that are about to be another's, and waits for it. For the
   * consumer's thread.
   */
  void settle(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> missing = missing(Set.copyOf(partitions));
    for (int attempt = 1; !missing.isEmpty() && attempt <= ATTEMPTS; attempt++) {
      try {
        consumer.commitSync(missing, PATIENCE);
        missing = Map.of();
      } catch (WakeupException e) {
        // An acknowledgement elsewhere wakes the consumer, whatever it waits for.
        continue;
      } catch (KafkaException e) {
        log.atWarn()
            .addKeyValue("reason", e.toString())
            .log("Finished work could not be committed; it may be done again");
        break;
      }
    }
    open.keySet().removeAll(partitions);
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
