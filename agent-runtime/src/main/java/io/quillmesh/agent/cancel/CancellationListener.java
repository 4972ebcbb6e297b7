package io.quillmesh.agent.cancel;

import io.quillmesh.agent.kafka.Codec;
import io.quillmesh.agent.kafka.DeadLetters;
import io.quillmesh.agent.retry.StoppingException;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnCancelled;
import io.quillmesh.schemas.UndecodableException;
import io.quillmesh.schemas.deadletter.ReplayHeaders;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

/** Receives cancelled turns. Acknowledges nothing: a missed cancellation is of no use later. */
final class CancellationListener
    implements AcknowledgingMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(CancellationListener.class);

  private final Codec codec;
  private final DeadLetters deadLetters;
  private final Cancellations cancellations;
  private final String group;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cancellation-", 0).factory());

  CancellationListener(
      Codec codec, DeadLetters deadLetters, Cancellations cancellations, String group) {
    this.codec = codec;
    this.deadLetters = deadLetters;
    this.cancellations = cancellations;
    this.group = group;
  }

  /** Fixes the position now. Left to the first poll, it would skip what is written before that. */
  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    partitions.forEach(consumer::position);
    cancellations.listening(true);
  }

  /** The group has no other member, so partitions go only when this consumer ends. */
  @Override
  public void onPartitionsRevokedBeforeCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    cancellations.listening(false);
  }

  @Override
  public void onMessage(
      ConsumerRecord<byte[], byte[]> record, @Nullable Acknowledgment acknowledgment) {
    if (!ReplayHeaders.areForAnother(record.headers(), group)) {
      threads.execute(() -> handle(record));
    }
  }

  private void handle(ConsumerRecord<byte[], byte[]> record) {
    try {
      TurnCancelled event = codec.decode(Topics.CANCELLATIONS, record.value());
      boolean inWork = cancellations.cancel(event.getTurnId());
      log.atDebug()
          .addKeyValue("turnId", event.getTurnId())
          .addKeyValue("reason", event.getReason())
          .addKeyValue("inWork", inWork)
          .log("Turn cancelled");
    } catch (UndecodableException e) {
      deadLetters.put(
          record, Topics.CANCELLATIONS, group, e.reason().name(), String.valueOf(e.getMessage()));
    } catch (StoppingException e) {
      // This instance stops, and its work with it.
    }
  }

  void interrupt() {
    threads.shutdownNow();
  }
}
