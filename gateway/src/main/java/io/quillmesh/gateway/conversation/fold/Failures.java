package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.schemas.Agent;
import io.quillmesh.schemas.AgentCall;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Topics;

/** Failures that the gateway itself finds: silence, and what can't be for want of its input. */
final class Failures {
  static final String DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED";
  static final String UPSTREAM_FAILED = "UPSTREAM_FAILED";

  private Failures() {}

  /** Tells the other agents, and the clients. */
  static void fail(Work work, Lifecycle agents, Agent agent, String code, String message) {
    if (agents.turn().agent(agent).isOver()) {
      return;
    }
    Texts.abandon(work, agents.turn(), agent);
    agents.fail(agent, new AgentState.Failed(code, message, AgentState.Spent.NOTHING));
    String turnId = agents.turn().turnId();
    work.emit(
        Topics.FAILURES,
        work.conversationId(),
        AgentFailed.newBuilder()
            .setEventId(EventIds.of(turnId, agent))
            .setOccurredAt(work.now())
            .setTurn(Turns.toRecord(work, agents.turn()))
            .setFailure(new Failure(agent, code, message, 0))
            .setCall(AgentCall.newBuilder().setAgent(agent).build())
            .build());
  }

  /** Starts those who now have what they need, and fails those who never will. */
  static void moveOn(Work work, Lifecycle agents) {
    follow(work, agents, Agent.INTENT, Agent.GENERATOR);
    follow(work, agents, Agent.CONTEXT, Agent.PHASE);
    RunningTurn turn = agents.turn();
    if (turn.agent(Agent.CONTEXT).isOver() && turn.agent(Agent.GENERATOR).isOver()) {
      // A reply is tried in any case: it can say what went wrong.
      agents.start(Agent.REPLY);
    }
  }

  private static void follow(Work work, Lifecycle agents, Agent first, Agent then) {
    switch (agents.turn().agent(first)) {
      case AgentState.Done _ -> agents.start(then);
      case AgentState.Failed _ ->
          fail(
              work,
              agents,
              then,
              UPSTREAM_FAILED,
              "It waits for the %s agent, which failed.".formatted(Lifecycle.agentName(first)));
      case AgentState.Waiting _, AgentState.Working _, AgentState.Cancelled _ -> {}
    }
  }
}
