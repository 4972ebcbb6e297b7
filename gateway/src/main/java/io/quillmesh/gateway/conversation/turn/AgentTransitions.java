package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.Add;
import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.answer.AgentAnswer;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.KeptResults;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes the states of a turn's agents, and collects what clients are told: one change of the
 * shared state, then which agents have finished, failed and started.
 */
public final class AgentTransitions {
  private final EffectsBuilder effects;
  private final Findings findings;
  private final Supplier<Turn> record;
  private RunningTurn turn;
  private final List<Add> members = new ArrayList<>();
  private final List<AgentAnswer> answers = new ArrayList<>();
  private final List<AgUiEvent> events = new ArrayList<>();

  /** Of the running turn. */
  AgentTransitions(EffectsBuilder effects, RunningTurn turn) {
    this(effects, turn, () -> Turns.toRecord(effects, turn));
  }

  /**
   * Of any turn.
   *
   * @param record the turn as agents get it
   */
  AgentTransitions(EffectsBuilder effects, RunningTurn turn, Supplier<Turn> record) {
    this.effects = effects;
    this.findings = new Findings(effects);
    this.turn = turn;
    this.record = record;
  }

  RunningTurn turn() {
    return turn;
  }

  /** The turn as agents get it. */
  Turn record() {
    return record.get();
  }

  /** What declared agents have answered. */
  List<AgentAnswer> answers() {
    return answers;
  }

  List<AgUiEvent> events() {
    return events;
  }

  /** Sets what is known of the turn. */
  void learn(RunningTurn.Learned known) {
    turn = turn.with(known);
  }

  /** Keeps a text that is complete. */
  void say(KeptMessage message) {
    turn = turn.with(message);
  }

  /** Sets a member of the shared state. */
  void member(String name, Object value) {
    members.add(Add.member(name, value));
  }

  /** Shows what a declared agent has answered. */
  void answer(AgentAnswer answer) {
    answers.add(answer);
  }

  void show(AgUiEvent event) {
    events.add(event);
  }

  /**
   * An agent has its input, even if that has not arrived here yet. A run cannot end with an open
   * agent, so one that its end does not wait for is shown only when it is over.
   */
  void start(String agent) {
    if (turn.agent(agent) instanceof AgentState.Waiting) {
      turn = turn.with(agent, new AgentState.Working(effects.now()));
      if (endsTurn(agent)) {
        events.add(started(agent));
      }
    }
  }

  /** Shows an agent whose end follows. */
  void appear(String agent) {
    start(agent);
    AgUiEvent started = started(agent);
    if (!endsTurn(agent) && !events.contains(started)) {
      events.add(started);
    }
  }

  private AgUiEvent started(String agent) {
    return new AgUiEvent.SubagentStarted(AgUiEvent.subagentRunId(turn.runId(), agent), agent);
  }

  private boolean endsTurn(String agent) {
    return turn.graph().card(agent).map(AgentCard::endsTurn).orElse(true);
  }

  /**
   * An agent has answered.
   *
   * @param answer what it found out, for those that come after it
   * @param shown what clients are told of it; null for nothing
   */
  public void finish(Finding answer, AgentState.Spent spent, @Nullable Map<String, Object> shown) {
    String agent = answer.getAgent();
    appear(agent);
    turn = turn.with(agent, new AgentState.Done(spent));
    findings.put(answer);
    events.add(new AgUiEvent.SubagentFinished(AgUiEvent.subagentRunId(turn.runId(), agent), shown));
  }

  void fail(String agent, AgentState.Failed failure) {
    appear(agent);
    turn = turn.with(agent, failure);
    events.add(
        new AgUiEvent.SubagentError(
            AgUiEvent.subagentRunId(turn.runId(), agent), failure.message(), failure.code()));
  }

  /** Starts the agents that now have their input; fails and skips those that never will. */
  void moveOn() {
    for (AgentCard card : turn.graph().cards()) {
      if (turn.agent(card.name()) instanceof AgentState.Waiting) {
        moveOn(card);
      }
    }
  }

  private void moveOn(AgentCard card) {
    String agent = card.name();
    switch (Readiness.of(card, turn)) {
      case Readiness.NotYet _ -> {}
      case Readiness.NotConcerned _ -> skip(agent);
      case Readiness.UpstreamFailed(String upstream) ->
          Failures.fail(
              effects,
              this,
              agent,
              Failures.UPSTREAM_FAILED,
              "It waits for the %s agent, which failed.".formatted(upstream));
      case Readiness.Ready _ -> {
        start(agent);
        if (card.trigger() == Trigger.REQUEST) {
          request(card);
        }
      }
    }
  }

  private void skip(String agent) {
    // What is written of it in spite of that is not shown.
    Texts.abandon(effects, turn, agent);
    turn = turn.with(agent, new AgentState.Skipped());
  }

  private void request(AgentCard card) {
    effects.emit(
        Topics.REQUESTS,
        effects.conversationId(),
        new AgentRequested(
            EventIds.of(turn.turnId(), "requested/" + card.name()),
            effects.now(),
            card.name(),
            record(),
            findings.of(turn, card.after())));
  }

  /** The turn was stopped: its agents stop, too. */
  void cancelAll() {
    for (String agent : turn.agents().keySet()) {
      if (turn.agent(agent) instanceof AgentState.Working && endsTurn(agent)) {
        events.add(
            new AgUiEvent.SubagentError(
                AgUiEvent.subagentRunId(turn.runId(), agent),
                "The turn was cancelled.",
                "CANCELLED"));
      }
      cancel(agent);
    }
  }

  void cancel(String agent) {
    if (!turn.agent(agent).isOver()) {
      turn = turn.with(agent, new AgentState.Cancelled());
    }
  }

  /** Shows what was collected so far, because a text follows. */
  void showNow() {
    events.forEach(event -> effects.show(turn.runId(), event));
    events.clear();
  }

  /** Writes the running turn and shows what was collected. */
  void commit() {
    if (!answers.isEmpty()) {
      KeptResults results = Answers.keep(effects, turn, turn.number(), answers);
      turn = turn.with(turn.learned().withResults(results));
      members.add(Answers.member(effects, results));
    }
    members.add(Add.member("agents", statuses(turn)));
    effects.turn(turn);
    findings.keep(turn);
    effects.show(turn.runId(), new AgUiEvent.StateDelta(List.copyOf(members)));
    showNow();
  }

  /** Keeps what agents of an ended turn still wait for. */
  void keepFindings() {
    findings.keep(turn);
    Findings.forget(effects, turn);
  }

  static Map<String, SharedState.AgentStatus> statuses(RunningTurn turn) {
    Map<String, SharedState.AgentStatus> statuses = new LinkedHashMap<>();
    turn.agents().forEach((agent, state) -> statuses.put(agent, state.toStatus()));
    return statuses;
  }
}
