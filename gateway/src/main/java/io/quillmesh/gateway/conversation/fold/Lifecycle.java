package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.AgUiEvent.Add;
import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.schemas.Agent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves the agents of the running turn on, and collects what clients are told of it: one change of
 * the shared state, then who has finished, failed and begun.
 */
final class Lifecycle {
  private final Work work;
  private RunningTurn turn;
  private final List<Add> members = new ArrayList<>();
  private final List<AgUiEvent> events = new ArrayList<>();

  Lifecycle(Work work, RunningTurn turn) {
    this.work = work;
    this.turn = turn;
  }

  /** AG-UI's id of an agent's work in a turn. */
  static String subagentRunId(String runId, Agent agent) {
    return runId + "/" + agentName(agent);
  }

  static String agentName(Agent agent) {
    return agent.name().toLowerCase(Locale.ROOT);
  }

  RunningTurn turn() {
    return turn;
  }

  /** Takes what an agent found out into the turn. */
  void learn(RunningTurn knowing) {
    turn = knowing;
  }

  /** Sets a member of the shared state. */
  void member(String name, Object value) {
    members.add(Add.member(name, value));
  }

  void show(AgUiEvent event) {
    events.add(event);
  }

  /** An agent has what it needs, whether or not what it needs has arrived here. */
  void start(Agent agent) {
    if (turn.agent(agent) instanceof AgentState.Waiting) {
      turn = turn.with(agent, new AgentState.Working(work.now()));
      events.add(
          new AgUiEvent.SubagentStarted(subagentRunId(turn.runId(), agent), agentName(agent)));
    }
  }

  void finish(Agent agent, AgentState.Spent spent, @Nullable Map<String, Object> result) {
    start(agent);
    turn = turn.with(agent, new AgentState.Done(spent));
    events.add(new AgUiEvent.SubagentFinished(subagentRunId(turn.runId(), agent), result));
  }

  void fail(Agent agent, AgentState.Failed failure) {
    start(agent);
    turn = turn.with(agent, failure);
    events.add(
        new AgUiEvent.SubagentError(
            subagentRunId(turn.runId(), agent), failure.message(), failure.code()));
  }

  /** The turn was stopped: nobody works on. */
  void cancelAll() {
    for (Agent agent : RunningTurn.AGENTS) {
      if (turn.agent(agent) instanceof AgentState.Working) {
        events.add(
            new AgUiEvent.SubagentError(
                subagentRunId(turn.runId(), agent), "The turn was cancelled.", "CANCELLED"));
      }
      if (!turn.agent(agent).isOver()) {
        turn = turn.with(agent, new AgentState.Cancelled());
      }
    }
  }

  /** Shows what was collected so far: a text is to follow it. */
  void showNow() {
    events.forEach(event -> work.show(turn.runId(), event));
    events.clear();
  }

  /** Writes the turn and shows what was collected. */
  void commit() {
    members.add(Add.member("agents", statuses(turn)));
    work.turn(turn);
    work.show(turn.runId(), new AgUiEvent.StateDelta(List.copyOf(members)));
    showNow();
  }

  static Map<String, SharedState.AgentStatus> statuses(RunningTurn turn) {
    Map<String, SharedState.AgentStatus> statuses = new LinkedHashMap<>();
    for (Agent agent : RunningTurn.AGENTS) {
      statuses.put(agentName(agent), turn.agent(agent).toStatus());
    }
    return statuses;
  }
}
