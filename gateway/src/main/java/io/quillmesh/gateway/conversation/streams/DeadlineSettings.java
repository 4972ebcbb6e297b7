package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long agents and turns may take. An agent that still waits for its model must not fail, so its
 * deadline follows from the time-out of its calls.
 *
 * @param agents the agents' times, by name
 * @param turn how long a turn may take; null for as long as its agents may take in sequence
 */
public record DeadlineSettings(Map<String, Times> agents, @Nullable Duration turn) {

  public DeadlineSettings {
    agents = Map.copyOf(agents);
    agents.forEach((agent, times) -> times.check(agent.toUpperCase(Locale.ROOT)));
  }

  /**
   * The times of one agent.
   *
   * @param deadline how long it may take once it has its input; null for one and a half times as
   *     long as its call
   * @param call how long one call to its model may take, as the agent has it
   */
  public record Times(@Nullable Duration deadline, Duration call) {

    /** Leaves time for a second attempt after one that failed quickly. */
    Duration deadlineOrDefault() {
      return deadline == null ? call.multipliedBy(3).dividedBy(2) : deadline;
    }

    private void check(String agent) {
      if (deadline != null && deadline.compareTo(call) <= 0) {
        throw new IllegalArgumentException(
            ("DEADLINE_%s must be longer than one call to its model may take, %s: it is %s. Leave"
                    + " it empty, or set %s_TOTAL_TIMEOUT to less, here and for the agent")
                .formatted(agent, call, deadline, agent));
      }
    }
  }

  /**
   * The mesh's own agents, with these deadlines.
   *
   * @throws IllegalArgumentException if one of them has no times here, or times are there for
   *     another
   */
  public AgentGraph graph() {
    AgentGraph graph = AgentGraph.builtIn(this::deadline);
    Set<String> unknown = new HashSet<>(agents.keySet());
    graph.cards().stream().map(AgentCard::name).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "quillmesh.conversation.deadlines.agents names no such agent: " + unknown);
    }
    return graph;
  }

  private Duration deadline(String agent) {
    Times times = agents.get(agent);
    if (times == null) {
      throw new IllegalArgumentException(
          "quillmesh.conversation.deadlines.agents.%s.call is missing: set how long one call to its model may take"
              .formatted(agent));
    }
    return times.deadlineOrDefault();
  }
}
