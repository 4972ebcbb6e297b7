package io.quillmesh.gateway.conversation.graph;

import java.time.Duration;
import java.util.List;

/**
 * An agent's place in a turn.
 *
 * @param name what events, metrics and clients call it
 * @param after the agents that it waits for: it begins when all of them are over
 * @param onUpstreamFailure what becomes of it when one of them has failed
 * @param trigger which event it begins with
 * @param deadline how long it may take once it can begin; after that it counts as failed
 * @param endsTurn whether the end of a turn waits for it; what is not waited for is cancelled there
 */
public record AgentCard(
    String name,
    List<String> after,
    OnUpstreamFailure onUpstreamFailure,
    Trigger trigger,
    Duration deadline,
    boolean endsTurn) {

  /** What becomes of an agent when one that it waits for has failed. */
  public enum OnUpstreamFailure {
    /** It begins anyway, and is told about the failure. */
    PROCEED,
    /** It fails, too, and is not asked. */
    FAIL
  }

  /** Which event an agent begins with. */
  public enum Trigger {
    /** The turn's start; it waits for no other agent. */
    TURN,
    /** The result of the one agent that it waits for, without a detour through the gateway. */
    RESULT,
    /** The gateway's request. */
    REQUEST
  }

  public AgentCard {
    after = List.copyOf(after);
    if (name.isBlank()) {
      throw new IllegalArgumentException("An agent needs a name");
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException(
          "The deadline of the %s agent must be positive, not %s".formatted(name, deadline));
    }
    boolean fits =
        switch (trigger) {
          case TURN -> after.isEmpty();
          // A failure is not a result, so nothing would start the agent.
          case RESULT -> after.size() == 1 && onUpstreamFailure == OnUpstreamFailure.FAIL;
          case REQUEST -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          ("The %s agent comes after %s: trigger TURN is for one that waits for nobody, RESULT for"
                  + " one that waits for one other and fails with it, REQUEST for all others")
              .formatted(name, after));
    }
  }
}
