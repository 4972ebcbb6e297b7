package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.Add;
import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.OnUpstreamFailure;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes the states of the running turn's agents, and collects what clients are told: one change
 * of the shared state, then which agents have finished, failed and started.
 */
public final class AgentTransitions {
  private final EffectsBuilder effects;
  private final Findings findings;
  private RunningTurn turn;
  private final List<Add> members = new ArrayList<>();
  private final List<AgUiEvent> events = new ArrayList<>();

  AgentTransitions(EffectsBuilder effects, RunningTurn turn) {
    this.effects = effects;
    this.findings = new Findings(effects);
    this.turn = turn;
  }

  RunningTurn turn() {
    return turn;
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

  void show(AgUiEvent event) {
    events.add(event);
  }

  /** An agent has its input, even if that has not arrived here yet. */
  void start(String agent) {
    if (turn.agent(agent) instanceof AgentState.Waiting) {
      turn = turn.with(agent, new AgentState.Working(effects.now()));
      events.add(
          new AgUiEvent.SubagentStarted(AgUiEvent.subagentRunId(turn.runId(), agent), agent));
    }
  }

  /**
   * An agent has answered.
   *
   * @param answer what it found out, for those that come after it
   * @param shown what clients are told of it; null for nothing
   */
  public void finish(Finding answer, AgentState.Spent spent, @Nullable Map<String, Object> shown) {
    String agent = answer.getAgent();
    start(agent);
    turn = turn.with(agent, new AgentState.Done(spent));
    findings.put(answer);
    events.add(new AgUiEvent.SubagentFinished(AgUiEvent.subagentRunId(turn.runId(), agent), shown));
  }

  void fail(String agent, AgentState.Failed failure) {
    start(agent);
    turn = turn.with(agent, failure);
    events.add(
        new AgUiEvent.SubagentError(
            AgUiEvent.subagentRunId(turn.runId(), agent), failure.message(), failure.code()));
  }

  /** Starts the agents that now have their input, and fails those that never will. */
  void moveOn() {
    for (AgentCard card : turn.graph().cards()) {
      if (turn.agent(card.name()) instanceof AgentState.Waiting) {
        moveOn(card);
      }
    }
  }

  private void moveOn(AgentCard card) {
    Optional<String> failed =
        card.after().stream()
            .filter(name -> turn.agent(name) instanceof AgentState.Failed)
            .findFirst();
    if (failed.isPresent() && card.onUpstreamFailure() == OnUpstreamFailure.FAIL) {
      Failures.fail(
          effects,
          this,
          card.name(),
          Failures.UPSTREAM_FAILED,
          "It waits for the %s agent, which failed.".formatted(failed.get()));
    } else if (card.after().stream().allMatch(name -> turn.agent(name).isOver())) {
      start(card.name());
      if (card.trigger() == Trigger.REQUEST) {
        request(card);
      }
    }
  }

  private void request(AgentCard card) {
    effects.emit(
        Topics.REQUESTS,
        effects.conversationId(),
        new AgentRequested(
            EventIds.of(turn.turnId(), "requested/" + card.name()),
            effects.now(),
            card.name(),
            Turns.toRecord(effects, turn),
            findings.of(turn, card.after())));
  }

  /** The turn was stopped: its agents stop, too. */
  void cancelAll() {
    for (String agent : turn.agents().keySet()) {
      if (turn.agent(agent) instanceof AgentState.Working) {
        events.add(
            new AgUiEvent.SubagentError(
                AgUiEvent.subagentRunId(turn.runId(), agent),
                "The turn was cancelled.",
                "CANCELLED"));
      }
      if (!turn.agent(agent).isOver()) {
        turn = turn.with(agent, new AgentState.Cancelled());
      }
    }
  }

  /** Shows what was collected so far, because a text follows. */
  void showNow() {
    events.forEach(event -> effects.show(turn.runId(), event));
    events.clear();
  }

  /** Writes the turn and shows what was collected. */
  void commit() {
    members.add(Add.member("agents", statuses(turn)));
    effects.turn(turn);
    findings.keep(turn);
    effects.show(turn.runId(), new AgUiEvent.StateDelta(List.copyOf(members)));
    showNow();
  }

  static Map<String, SharedState.AgentStatus> statuses(RunningTurn turn) {
    Map<String, SharedState.AgentStatus> statuses = new LinkedHashMap<>();
    turn.agents().forEach((agent, state) -> statuses.put(agent, state.toStatus()));
    return statuses;
  }
}
