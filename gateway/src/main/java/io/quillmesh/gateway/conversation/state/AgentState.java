package io.quillmesh.gateway.conversation.state;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quillmesh.gateway.conversation.agui.SharedState.AgentStatus;
import io.quillmesh.schemas.AgentCall;
import java.time.Instant;

/**
 * The state of one agent in a turn: {@code Waiting → Working → Done | Failed}, or {@code Waiting →
 * Failed} if what it waits for fails, or {@code Waiting → Skipped}. A turn that is stopped leaves
 * its agents {@code Cancelled}. What comes after the end is late and is ignored.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AgentState.Waiting.class, name = "WAITING"),
  @JsonSubTypes.Type(value = AgentState.Working.class, name = "WORKING"),
  @JsonSubTypes.Type(value = AgentState.Done.class, name = "DONE"),
  @JsonSubTypes.Type(value = AgentState.Failed.class, name = "FAILED"),
  @JsonSubTypes.Type(value = AgentState.Cancelled.class, name = "CANCELLED"),
  @JsonSubTypes.Type(value = AgentState.Skipped.class, name = "SKIPPED")
})
public sealed interface AgentState {

  /** What it needs is not there yet. */
  record Waiting() implements AgentState {}

  /** It has what it needs. */
  record Working(Instant since) implements AgentState {}

  /** It has answered. */
  record Done(Spent spent) implements AgentState {}

  /**
   * It will not answer.
   *
   * @param attempts how many model calls it made
   */
  record Failed(String code, String message, int attempts, Spent spent) implements AgentState {}

  /** Its answer is no longer wanted. */
  record Cancelled() implements AgentState {}

  /** This turn does not concern it, or what it waits for is skipped. */
  record Skipped() implements AgentState {}

  /** What it used: time, and tokens of a model; the model is empty when none was asked. */
  record Spent(long ms, long inputTokens, long outputTokens, String model) {
    public static final Spent NOTHING = new Spent(0, 0, 0, "");

    /** Whether the provider reported the tokens: a call with none does not exist. */
    public boolean isCounted() {
      return model.isEmpty() || inputTokens + outputTokens > 0;
    }

    public static Spent of(AgentCall call) {
      return new Spent(
          call.getLatencyMs(),
          Math.max(0, call.getInputTokens()),
          Math.max(0, call.getOutputTokens()),
          call.getModel());
    }
  }

  /** Whether nothing more is expected of it. */
  default boolean isOver() {
    return switch (this) {
      case Waiting _, Working _ -> false;
      case Done _, Failed _, Cancelled _, Skipped _ -> true;
    };
  }

  /** As clients see it. */
  default AgentStatus toStatus() {
    return switch (this) {
      case Waiting _ -> new AgentStatus("WAITING", null, null, null, null);
      case Working _ -> new AgentStatus("WORKING", null, null, null, null);
      case Cancelled _ -> new AgentStatus("CANCELLED", null, null, null, null);
      case Skipped _ -> new AgentStatus("SKIPPED", null, null, null, null);
      case Done(Spent it) -> status("DONE", it);
      case Failed(String _, String _, int _, Spent it) -> status("FAILED", it);
    };
  }

  /** What it used so far as it is over. */
  default Spent spent() {
    return switch (this) {
      case Done(Spent it) -> it;
      case Failed(String _, String _, int _, Spent it) -> it;
      case Waiting _, Working _, Cancelled _, Skipped _ -> Spent.NOTHING;
    };
  }

  private static AgentStatus status(String name, Spent spent) {
    return spent.isCounted()
        ? new AgentStatus(
            name, spent.ms(), spent.inputTokens(), spent.outputTokens(), spent.model())
        : new AgentStatus(name, spent.ms(), null, null, spent.model());
  }
}
