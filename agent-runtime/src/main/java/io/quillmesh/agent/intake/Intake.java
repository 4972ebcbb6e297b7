package io.quillmesh.agent.intake;

import io.quillmesh.agent.intake.OutOfOrderCommitControl.OffsetState;
import io.quillmesh.agent.retry.StoppingException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Hands each record to a virtual thread and returns at once: the consumer's thread only polls and
 * commits.
 */
final class Intake implements AcknowledgingConsumerAwareMessageListener<byte[], byte[]> {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final Work work;
  private final CommitControls controls;
  private final CommitManager commits;
  private final InFlight inFlight;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("turn-", 0).factory());

  /** What is done with a record. */
  interface Work {
    /** Returns when the record is done; throws when it is not. */
    void perform(ConsumerRecord<byte[], byte[]> record);
  }

  Intake(Work work, CommitControls controls, CommitManager commits, InFlight inFlight) {
    this.work = work;
    this.controls = controls;
    this.commits = commits;
    this.inFlight = inFlight;
  }

  /** Acknowledges nothing to the container: {@link CommitManager} commits what is done. */
  @Override
  public void onMessage(
      ConsumerRecord<byte[], byte[]> record,
      @Nullable Acknowledgment acknowledgment,
      @Nullable Consumer<?, ?> consumer) {
    if (consumer == null) {
      throw new IllegalStateException("The container must hand over its consumer");
    }
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    OffsetState state =
        controls.take(
            partition, record.offset(), () -> commits.acknowledged(partition, record.offset()));
    inFlight.started();
    threads.execute(() -> run(record, state));
    commits.commit(consumer);
  }

  private void run(ConsumerRecord<byte[], byte[]> record, OffsetState state) {
    try {
      work.perform(record);
      state.complete();
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
