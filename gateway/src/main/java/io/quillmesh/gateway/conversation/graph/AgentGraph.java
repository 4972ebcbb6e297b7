package io.quillmesh.gateway.conversation.graph;

import static io.quillmesh.gateway.conversation.graph.AgentCard.OnUpstreamFailure.FAIL;
import static io.quillmesh.gateway.conversation.graph.AgentCard.OnUpstreamFailure.PROCEED;
import static io.quillmesh.gateway.conversation.graph.AgentCard.Trigger.REQUEST;
import static io.quillmesh.gateway.conversation.graph.AgentCard.Trigger.RESULT;
import static io.quillmesh.gateway.conversation.graph.AgentCard.Trigger.TURN;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quillmesh.schemas.Agents;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
      if (!before.containsAll(card.after())) {
        throw new IllegalArgumentException(
            "The %s agent waits for %s, of which only %s come before it"
                .formatted(card.name(), card.after(), before));
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
        List.of(
            builtIn(Agents.INTENT, List.of(), FAIL, TURN, deadlines),
            builtIn(Agents.CONTEXT, List.of(), FAIL, TURN, deadlines),
            builtIn(Agents.GENERATOR, List.of(Agents.INTENT), FAIL, RESULT, deadlines),
            // A reply is tried in any case: it can say what went wrong.
            builtIn(
                Agents.REPLY,
                List.of(Agents.CONTEXT, Agents.GENERATOR),
                PROCEED,
                REQUEST,
                deadlines),
            builtIn(Agents.PHASE, List.of(Agents.CONTEXT), FAIL, RESULT, deadlines)));
  }

  private static AgentCard builtIn(
      String name,
      List<String> after,
      AgentCard.OnUpstreamFailure onUpstreamFailure,
      AgentCard.Trigger trigger,
      Function<String, Duration> deadlines) {
    return new AgentCard(name, after, onUpstreamFailure, trigger, deadlines.apply(name), true);
  }

  /** How long a turn may take in which everybody takes as long as they may. */
  public Duration longestTurn() {
    Map<String, Duration> ends = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (AgentCard card : cards) {
      Duration begin =
          card.after().stream().map(ends::get).max(Duration::compareTo).orElse(Duration.ZERO);
      Duration end = begin.plus(card.deadline());
      ends.put(card.name(), end);
      longest = end.compareTo(longest) > 0 ? end : longest;
    }
    return longest;
  }
}
