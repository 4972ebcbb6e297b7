package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import java.time.Duration;
import java.time.Instant;

/**
 * The bounds of a conversation.
 *
 * @param agents the agents of a turn
 * @param turn how long a whole turn may take
 * @param queuedMessages how many messages may wait for the running turn
 * @param keptRuns the number of runs whose frames are kept, for clients that come back
 * @param pseudonyms how agents see the person
 */
public record FoldSettings(
    AgentGraph agents, Duration turn, int queuedMessages, int keptRuns, Pseudonyms pseudonyms) {

  public FoldSettings {
    for (AgentCard card : agents.cards()) {
      if (card.deadline().compareTo(turn) >= 0) {
        throw new IllegalArgumentException(
            "The deadline of the %s agent, %s, must be shorter than the turn's, %s"
                .formatted(card.name(), card.deadline(), turn));
      }
    }
    if (queuedMessages < 0) {
      throw new IllegalArgumentException("queuedMessages must not be negative: " + queuedMessages);
    }
    if (keptRuns < 1) {
      throw new IllegalArgumentException("keptRuns must be at least 1, not " + keptRuns);
    }
  }

  /** The first deadline that the turn can miss. */
  public Instant nextDeadline(RunningTurn running) {
    Instant next = running.asked().startedAt().plus(turn);
    for (AgentCard card : running.graph().cards()) {
      Instant deadline = deadline(card, running);
      next = deadline.isBefore(next) ? deadline : next;
    }
    return next;
  }

  /** An agent's deadline; {@link Instant#MAX} for one that has not begun, or is over. */
  public Instant deadline(AgentCard card, RunningTurn running) {
    return running.agent(card.name()) instanceof AgentState.Working(Instant since)
        ? since.plus(deadline(card))
        : Instant.MAX;
  }

  /** As it is set now: a turn that survives a restart keeps its agents, but not their deadlines. */
  private Duration deadline(AgentCard card) {
    return agents.cards().stream()
        .filter(known -> known.name().equals(card.name()))
        .map(AgentCard::deadline)
        .findFirst()
        .orElse(card.deadline());
  }
}
