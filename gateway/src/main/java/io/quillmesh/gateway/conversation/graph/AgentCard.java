package io.quillmesh.gateway.conversation.graph;

import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.OnUpstreamFailure;
import io.quillmesh.schemas.WhenLate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent's place in a turn.
 *
 * @param name what events, metrics and clients call it
 * @param after the agents that it waits for: it begins when all of them are over
 * @param onUpstreamFailure what becomes of it when one of them has failed or is skipped
 * @param intents the intents that it works on, by name, so it waits for the intent agent, too;
 *     empty for all messages
 * @param trigger which event it begins with
 * @param deadline how long it may take once it can begin; after that it counts as failed
 * @param endsTurn whether the end of a turn waits for it
 * @param whenLate what becomes of its result when a newer turn has begun; only for one that the
 *     turn's end does not wait for
 * @param output whether it writes a text
 */
public record AgentCard(
    String name,
    List<String> after,
    OnUpstreamFailure onUpstreamFailure,
    List<String> intents,
    Trigger trigger,
    Duration deadline,
    boolean endsTurn,
    WhenLate whenLate,
    AgentOutput output) {

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
    intents = List.copyOf(intents);
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
          case RESULT -> after.size() == 1 && onUpstreamFailure != OnUpstreamFailure.PROCEED;
          case REQUEST -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          ("The %s agent comes after %s: trigger TURN is for one that waits for nobody, RESULT for"
                  + " one that waits for one other and fails with it, REQUEST for all others")
              .formatted(name, after));
    }
    if (!intents.isEmpty() && trigger != Trigger.REQUEST) {
      throw new IllegalArgumentException(
          "Only the gateway knows the intent, so the %s agent, which works on %s, needs trigger REQUEST"
              .formatted(name, intents));
    }
  }

  /**
   * As an agent's card says.
   *
   * @param deadline how long it may take, because cards of the mesh's own agents do not say it
   */
  public static AgentCard of(
      io.quillmesh.schemas.AgentCard card, Trigger trigger, Duration deadline) {
    return new AgentCard(
        card.getName(),
        card.getAfter(),
        card.getOnUpstreamFailure(),
        card.getIntents(),
        trigger,
        deadline,
        card.getEndsTurn(),
        card.getWhenLate(),
        card.getOutput());
  }

  /** Whether it begins in spite of one that failed, and is told about it. */
  public boolean proceeds() {
    return onUpstreamFailure == OnUpstreamFailure.PROCEED;
  }

  /** All that it waits for. */
  public List<String> upstream() {
    if (intents.isEmpty() || after.contains(Agents.INTENT)) {
      return after;
    }
    List<String> all = new ArrayList<>(after);
    all.add(Agents.INTENT);
    return all;
  }

  /** Whether clients see its text while it grows. */
  public boolean isStreamed() {
    return output == AgentOutput.TEXT && endsTurn;
  }
}
