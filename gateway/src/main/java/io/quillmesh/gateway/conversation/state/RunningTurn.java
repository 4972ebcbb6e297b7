package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The running turn: what was asked, the states of the agents, and what is known so far. Its texts
 * are not here but in its frames.
 *
 * @param graph its agents, as they were when the turn began
 * @param agents the state of each, by name
 * @param messages the texts that are complete, as they will be kept
 */
public record RunningTurn(
    Asked asked,
    AgentGraph graph,
    Map<String, AgentState> agents,
    Learned learned,
    List<KeptMessage> messages) {

  /**
   * What does not change while it runs.
   *
   * @param firstSequence the turn's first frame
   */
  public record Asked(
      Submission submission,
      long number,
      String language,
      SharedState.@Nullable Choice choice,
      Instant startedAt,
      long firstSequence) {}

  /**
   * What its agents found out, for the shared state.
   *
   * @param capabilities the ids of the capabilities that this message used
   * @param article the version that this turn made; 0 when it has made none
   */
  public record Learned(
      SharedState.@Nullable Intent intent,
      List<String> capabilities,
      SharedState.@Nullable Context context,
      @Nullable String phase,
      @Nullable List<SharedState.Choice> choices,
      int article) {
    static final Learned NOTHING = new Learned(null, List.of(), null, null, null, 0);

    public Learned withIntent(SharedState.Intent known, List<String> used) {
      return new Learned(known, used, context, phase, choices, article);
    }

    public Learned withContext(SharedState.Context known) {
      return new Learned(intent, capabilities, known, phase, choices, article);
    }

    public Learned withPhase(String known) {
      return new Learned(intent, capabilities, context, known, choices, article);
    }

    public Learned withChoices(List<SharedState.Choice> offered) {
      return new Learned(intent, capabilities, context, phase, offered, article);
    }

    public Learned withArticle(int version) {
      return new Learned(intent, capabilities, context, phase, choices, version);
    }
  }

  public static RunningTurn started(Asked asked, AgentGraph graph) {
    Map<String, AgentState> agents = new LinkedHashMap<>();
    graph.cards().forEach(card -> agents.put(card.name(), new AgentState.Waiting()));
    return new RunningTurn(asked, graph, agents, Learned.NOTHING, List.of());
  }

  /** Its id for agents. */
  public String turnId() {
    return asked.submission().turnId();
  }

  /** Its id for clients. */
  public String runId() {
    return asked.submission().runId();
  }

  public long number() {
    return asked.number();
  }

  /** The state of an agent; the answer of one that does not belong to the turn is not wanted. */
  public AgentState agent(String name) {
    return agents.getOrDefault(name, new AgentState.Cancelled());
  }

  /** Whether all agents that its end waits for are over. */
  public boolean isOver() {
    return graph.cards().stream()
        .filter(AgentCard::endsTurn)
        .allMatch(card -> agent(card.name()).isOver());
  }

  /** Whether a text is complete. */
  public boolean hasMessage(Text text) {
    return messages.stream().anyMatch(message -> text.isIn(runId(), message.id()));
  }

  public RunningTurn with(String agent, AgentState state) {
    Map<String, AgentState> changed = new LinkedHashMap<>(agents);
    changed.put(agent, state);
    return new RunningTurn(asked, graph, changed, learned, messages);
  }

  public RunningTurn with(Learned known) {
    return new RunningTurn(asked, graph, agents, known, messages);
  }

  public RunningTurn with(KeptMessage message) {
    List<KeptMessage> more = new ArrayList<>(messages);
    more.add(message);
    return new RunningTurn(asked, graph, agents, learned, more);
  }
}
