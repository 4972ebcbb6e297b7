package io.quillmesh.agent.work;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.TurnCancelledException;
import io.quillmesh.agent.cancel.Cancellation;
import io.quillmesh.agent.cancel.Cancellations;
import io.quillmesh.agent.kafka.Codec;
import io.quillmesh.agent.kafka.DeadLetters;
import io.quillmesh.agent.kafka.TooLargeException;
import io.quillmesh.agent.retry.StoppingException;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.UndecodableException;
import io.quillmesh.schemas.deadletter.ReplayHeaders;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on records. When {@link #handle} returns, the record is done: the broker has its result,
 * its failure or its dead letter, or the turn was cancelled, or it is not for us.
 */
public final class Worker<I extends SpecificRecord, O extends IndexedRecord> {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final AgentBinding<I, O> binding;
  private final Codec codec;
  private final DeadLetters deadLetters;
  private final Cancellations cancellations;
  private final Results<O> results;
  private final WorkerDependencies dependencies;
  private final TurnDeduplicator turns = new TurnDeduplicator();

  Worker(
      AgentBinding<I, O> binding,
      Codec codec,
      DeadLetters deadLetters,
      Cancellations cancellations,
      Results<O> results,
      WorkerDependencies dependencies) {
    this.binding = binding;
    this.codec = codec;
    this.deadLetters = deadLetters;
    this.cancellations = cancellations;
    this.results = results;
    this.dependencies = dependencies;
  }

  /**
   * Works on one record until it is done. Runs on a thread of its own.
   *
   * @throws StoppingException if it was interrupted before that
   */
  public void handle(ConsumerRecord<byte[], byte[]> record) {
    if (ReplayHeaders.areForAnother(record.headers(), binding.group())) {
      return;
    }
    try {
      decodeAndWork(record);
    } catch (StoppingException e) {
      throw e;
    } catch (RuntimeException e) {
      // A defect of ours outside the agent. Otherwise it would block the partition for ever.
      log.atError().setCause(e).log("A record cannot be worked on");
      putAside(record, "INTERNAL", e.getClass().getName());
    }
  }

  private void decodeAndWork(ConsumerRecord<byte[], byte[]> record) {
    I request;
    try {
      request = codec.decode(binding.input(), record.value());
    } catch (UndecodableException e) {
      putAside(record, e.reason().name(), e.getMessage());
      return;
    }
    if (request instanceof AgentRequested asked && !asked.getAgent().equals(binding.agent())) {
      // One topic has the requests of several agents.
      return;
    }
    Turn turn = binding.turn().apply(request);
    if (turn.getTurnId().isEmpty() || turn.getConversationId().isEmpty()) {
      putAside(record, "INCOMPLETE", "the turn has no id, or no conversation");
      return;
    }
    // Clients choose the ids of turns, and two may choose the same.
    String key = turn.getConversationId() + "/" + turn.getTurnId();
    if (ReplayHeaders.attempts(record.headers()) > 0) {
      turns.forget(key);
    }
    try {
      turns.runOnce(key, () -> work(request, turn));
    } catch (TooLargeException e) {
      // Not even its failure fits, which holds little more than the turn itself.
      putAside(record, "TOO_LARGE", e.getMessage());
    }
  }

  private void work(I request, Turn turn) {
    Cancellation cancellation = cancellations.begin(turn.getTurnId());
    try {
      TurnContext context = new TurnContext(binding.agent(), turn, cancellation, dependencies);
      Outcome<O> outcome = perform(request, context, cancellation);
      // Nobody wants a result that comes after the cancellation.
      results.publish(
          turn, context, cancellation.isCancelled() ? new Outcome.Cancelled<>() : outcome);
    } finally {
      cancellations.end(turn.getTurnId());
    }
  }

  private Outcome<O> perform(I request, TurnContext context, Cancellation cancellation) {
    try {
      cancellation.check();
      return new Outcome.Done<>(binding.task().perform(request, context));
    } catch (TurnCancelledException e) {
      return new Outcome.Cancelled<>();
    } catch (AgentException e) {
      return new Outcome.Failed<>(e);
    } catch (StoppingException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      if (Thread.currentThread().isInterrupted()) {
        // It was told to stop, and a library has wrapped that in an exception of its own.
        throw StoppingException.interrupted(new InterruptedException(e.toString()));
      }
      log.atError()
          .addKeyValue("agent", binding.agent())
          .addKeyValue("eventId", context.eventId())
          .setCause(e)
          .log("An agent broke down");
      return new Outcome.Failed<>(
          new AgentException(FailureCode.INTERNAL, "The agent broke down; its log says more", e));
    }
  }

  private void putAside(
      ConsumerRecord<byte[], byte[]> record, String reason, @Nullable String message) {
    deadLetters.put(record, binding.input(), binding.group(), reason, String.valueOf(message));
  }
}
