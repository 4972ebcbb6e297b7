package io.quillmesh.agent.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.kafka.Publisher;
import io.quillmesh.agent.kafka.TooLargeException;
import io.quillmesh.schemas.AgentCall;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import org.apache.avro.generic.IndexedRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the outcome of a turn's work, and counts it. */
final class Results<O extends IndexedRecord> {
  private static final Logger log = LoggerFactory.getLogger(Results.class);

  private final AgentBinding<?, O> binding;
  private final Publisher publisher;
  private final MeterRegistry meters;

  Results(AgentBinding<?, O> binding, Publisher publisher, MeterRegistry meters) {
    this.binding = binding;
    this.publisher = publisher;
    this.meters = meters;
  }

  /**
   * Returns when the broker has the outcome.
   *
   * @throws TooLargeException if not even a failure fits the topic
   */
  void publish(Turn turn, TurnContext context, Outcome<O> outcome) {
    switch (outcome) {
      case Outcome.Done<O>(O result) -> {
        try {
          publisher.publish(binding.output(), turn.getConversationId(), result);
          finished(turn, context, "done");
        } catch (TooLargeException e) {
          fail(turn, context, new AgentException(FailureCode.INTERNAL, tooLarge(e), e));
        }
      }
      case Outcome.Failed<O>(AgentException why) -> fail(turn, context, why);
      case Outcome.Cancelled<O> _ -> finished(turn, context, "cancelled");
    }
  }

  private static String tooLarge(TooLargeException e) {
    return "The result is too large to be written: " + e.getMessage();
  }

  private void fail(Turn turn, TurnContext context, AgentException why) {
    AgentCall call = context.call();
    publisher.publish(
        Topics.FAILURES,
        turn.getConversationId(),
        AgentFailed.newBuilder()
            .setEventId(context.eventId())
            .setOccurredAt(context.now())
            .setTurn(turn)
            .setFailure(
                Failure.newBuilder()
                    .setAgent(binding.agent())
                    .setCode(why.code().name())
                    .setMessage(String.valueOf(why.getMessage()))
                    .setAttempts(call.getAttempts())
                    .build())
            .setCall(call)
            .build());
    Counter.builder("quillmesh.agent.failures")
        .description("Turns that an agent has failed in")
        .tag("agent", binding.agent())
        .tag("code", why.code().name())
        .register(meters)
        .increment();
    log.atWarn()
        .addKeyValue("conversationId", turn.getConversationId())
        .addKeyValue("turnId", turn.getTurnId())
        .addKeyValue("code", why.code())
        .addKeyValue("reason", why.getMessage())
        .log("No result for this turn");
    finished(turn, context, "failed");
  }

  private void finished(Turn turn, TurnContext context, String outcome) {
    AgentCall call = context.call();
    Timer.builder("quillmesh.agent.work")
        .description("From taking a record to the broker having what came of it")
        .tag("agent", binding.agent())
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .register(meters)
        .record(context.elapsed());
    log.atInfo()
        .addKeyValue("conversationId", turn.getConversationId())
        .addKeyValue("turnId", turn.getTurnId())
        .addKeyValue("outcome", outcome)
        .addKeyValue("model", call.getModel())
        .addKeyValue("attempts", call.getAttempts())
        .addKeyValue("latencyMs", call.getLatencyMs())
        .log("Turn worked on");
  }
}
