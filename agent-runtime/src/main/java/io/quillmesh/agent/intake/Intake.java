package io.quillmesh.agent.intake;

import io.quillmesh.agent.retry.StoppingException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Hands each record to a virtual thread and returns at once: the consumer's thread only polls and
 * commits.
 */
final class Intake implements AcknowledgingMessageListener<byte[], byte[]> {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final Consumer<ConsumerRecord<byte[], byte[]>> work;
  private final OffsetTracker tracker;
  private final Commits commits;
  private final InFlight inFlight;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("turn-", 0).factory());

  /**
   * @param work returns when the record is done; throws when it is not
   */
  Intake(
      Consumer<ConsumerRecord<byte[], byte[]>> work,
      OffsetTracker tracker,
      Commits commits,
      InFlight inFlight) {
    this.work = work;
    this.tracker = tracker;
    this.commits = commits;
    this.inFlight = inFlight;
  }

  @Override
  public void onMessage(
      ConsumerRecord<byte[], byte[]> record, @Nullable Acknowledgment acknowledgment) {
    if (acknowledgment == null) {
      throw new IllegalStateException("The container must leave acknowledging to us");
    }
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    PartitionOffsets.Entry entry =
        tracker.take(
            partition,
            record.offset(),
            () -> {
              commits.acknowledged(partition, record.offset());
              acknowledgment.acknowledge();
            });
    inFlight.started();
    threads.execute(() -> run(record, entry));
  }

  private void run(ConsumerRecord<byte[], byte[]> record, PartitionOffsets.Entry entry) {
    try {
      work.accept(record);
      entry.done();
    } catch (StoppingException e) {
      // Stays unacknowledged: another instance takes it.
    } catch (Throwable e) {
      log.atError()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .setCause(e)
          .log("A record stays unacknowledged until this instance restarts: a defect of ours");
    } finally {
      inFlight.ended();
    }
  }

  /** Gives up what is still at work. */
  void interrupt() {
    threads.shutdownNow();
  }
}
