package io.quillmesh.gateway.conversation.effects;

import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a conversation.
 *
 * @param agents the agents of a turn that begins now
 * @param turn how long a whole turn may take
 * @param queuedMessages how many messages may wait for the running turn
 * @param keptRuns the number of runs whose frames are kept, for clients that come back
 * @param pseudonyms how agents see the person
 */
public record FoldSettings(
    Supplier<AgentGraph> agents,
    Duration turn,
    int queuedMessages,
    int keptRuns,
    Pseudonyms pseudonyms) {

  public FoldSettings {
    for (AgentCard card : agents.get().cards()) {
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

  /** The first deadline that can be missed; {@link Instant#MAX} when there is none. */
  public Instant nextDeadline(@Nullable RunningTurn running, RunningTurn.Ended ended) {
    Stream<Instant> ofEnded = ended.turns().stream().flatMap(this::deadlines);
    Stream<Instant> ofRunning =
        running == null
            ? Stream.empty()
            : Stream.concat(Stream.of(deadline(running)), deadlines(running));
    return Stream.concat(ofRunning, ofEnded).min(Instant::compareTo).orElse(Instant.MAX);
  }

  private Stream<Instant> deadlines(RunningTurn it) {
    return it.graph().cards().stream().map(card -> deadline(card, it));
  }

  /** The deadline of a turn as a whole. */
  public Instant deadline(RunningTurn running) {
    return running.asked().startedAt().plus(turn);
  }

  /** An agent's deadline; {@link Instant#MAX} for one that has not begun, or is over. */
  public Instant deadline(AgentCard card, RunningTurn running) {
    return running.agent(card.name()) instanceof AgentState.Working(Instant since)
        ? since.plus(deadline(card))
        : Instant.MAX;
  }

  /** As it is set now: a turn that survives a restart keeps its agents, but not their deadlines. */
  private Duration deadline(AgentCard card) {
    return agents.get().card(card.name()).orElse(card).deadline();
  }
}
