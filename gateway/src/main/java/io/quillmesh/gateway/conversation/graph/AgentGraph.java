package io.quillmesh.gateway.conversation.graph;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.schemas.BuiltInAgents;
import io.quillmesh.schemas.OnUpstreamFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The agents that work on a turn. The one place that says who waits for whom.
 *
 * @param cards each after all that it waits for, so there is no cycle
 */
public record AgentGraph(@JsonValue List<AgentCard> cards) {

  /**
   * @throws IllegalArgumentException if an agent is named twice, or waits for one that does not
   *     come before it
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AgentGraph {
    cards = List.copyOf(cards);
    Set<String> before = new HashSet<>();
    for (AgentCard card : cards) {
      if (!before.containsAll(card.upstream())) {
        throw new IllegalArgumentException(
            "The %s agent waits for %s, of which only %s come before it"
                .formatted(card.name(), card.upstream(), before));
      }
      if (!before.add(card.name())) {
        throw new IllegalArgumentException("There are two agents named " + card.name());
      }
    }
  }

  /**
   * The agents of the mesh itself.
   *
   * @param deadlines how long each may take, by its name
   */
  public static AgentGraph builtIn(Function<String, Duration> deadlines) {
    return new AgentGraph(
        BuiltInAgents.CARDS.stream()
            .map(card -> AgentCard.of(card, trigger(card), deadlines.apply(card.getName())))
            .toList());
  }

  /** They take each other's results directly, where that is possible. */
  private static Trigger trigger(io.quillmesh.schemas.AgentCard card) {
    if (card.getAfter().isEmpty()) {
      return Trigger.TURN;
    }
    return card.getAfter().size() == 1 && card.getOnUpstreamFailure() == OnUpstreamFailure.FAIL
        ? Trigger.RESULT
        : Trigger.REQUEST;
  }

  /** The card of an agent; empty when it is none of these. */
  public Optional<AgentCard> card(String name) {
    return cards.stream().filter(card -> card.name().equals(name)).findFirst();
  }

  /** How long a turn may take in which everybody takes as long as they may. */
  public Duration longestTurn() {
    Map<String, Duration> ends = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (AgentCard card : cards) {
      Duration begin =
          card.upstream().stream().map(ends::get).max(Duration::compareTo).orElse(Duration.ZERO);
      Duration end = begin.plus(card.deadline());
      ends.put(card.name(), end);
      longest = end.compareTo(longest) > 0 ? end : longest;
    }
    return longest;
  }
}
