package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.gateway.conversation.text.Text;
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
   * @param results all that clients see, if it came to results in this turn; else null
   */
  public record Learned(
      SharedState.@Nullable Intent intent,
      List<String> capabilities,
      SharedState.@Nullable Context context,
      @Nullable String phase,
      @Nullable List<SharedState.Choice> choices,
      int article,
      @Nullable KeptResults results) {
    static final Learned NOTHING = new Learned(null, List.of(), null, null, null, 0, null);

    public Learned withIntent(SharedState.Intent known, List<String> used) {
      return new Learned(known, used, context, phase, choices, article, results);
    }

    public Learned withContext(SharedState.Context known) {
      return new Learned(intent, capabilities, known, phase, choices, article, results);
    }

    public Learned withPhase(String known) {
      return new Learned(intent, capabilities, context, known, choices, article, results);
    }

    public Learned withChoices(List<SharedState.Choice> offered) {
      return new Learned(intent, capabilities, context, phase, offered, article, results);
    }

    public Learned withArticle(int version) {
      return new Learned(intent, capabilities, context, phase, choices, version, results);
    }

    public Learned withResults(KeptResults known) {
      return new Learned(intent, capabilities, context, phase, choices, article, known);
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

  /** Whether an agent belongs to the turn. */
  public boolean has(String agent) {
    return agents.containsKey(agent);
  }

  /** Whether all agents are over, those that its end does not wait for, too. */
  public boolean isAllOver() {
    return agents.values().stream().allMatch(AgentState::isOver);
  }

  /** Whether all agents that its end waits for are over. */
  public boolean isOver() {
    return graph.cards().stream()
        .filter(AgentCard::endsTurn)
        .allMatch(card -> agent(card.name()).isOver());
  }

  /** What is needed of it after its end, for the agents that still work. */
  public RunningTurn ended() {
    Learned needed = new Learned(learned.intent, List.of(), null, null, null, 0, null);
    return new RunningTurn(asked, graph, agents, needed, List.of());
  }

  /** The agents that are over now and were not before. */
  public Map<String, AgentState> overSince(RunningTurn before) {
    Map<String, AgentState> over = new LinkedHashMap<>();
    agents.forEach((name, state) -> {
      if (state.isOver() && !before.agent(name).isOver()) {
        over.put(name, state);
      }
    });
    return over;
  }

  /** Turns that have ended while agents, which their ends do not wait for, work on; in order. */
  public record Ended(List<RunningTurn> turns) {
    public static final Ended NONE = new Ended(List.of());

    /** The one of this id; null when it is not there. */
    public @Nullable RunningTurn turn(String turnId) {
      return turns.stream().filter(it -> it.turnId().equals(turnId)).findFirst().orElse(null);
    }

    /** With one that has just ended. */
    public Ended with(RunningTurn turn) {
      List<RunningTurn> more = new ArrayList<>(turns);
      more.add(turn);
      return new Ended(more);
    }

    /** With what has changed of one; without it when all its agents are over. */
    public Ended replacing(RunningTurn turn) {
      return new Ended(
          turns.stream()
              .map(it -> it.turnId().equals(turn.turnId()) ? turn : it)
              .filter(it -> !it.isAllOver())
              .toList());
    }
  }

  /** The text that an agent writes in it. */
  public Text text(String agent) {
    return Text.of(agent, asked.submission().selected() != null);
  }

  /** One message of a text, as it will be kept. */
  public KeptMessage message(Text text, String id, String content) {
    return new KeptMessage(id, text.agent(), content, 0, number(), runId());
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
