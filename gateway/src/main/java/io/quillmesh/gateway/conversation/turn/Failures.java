package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.schemas.AgentCall;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Topics;

/**
 * Failures that the gateway itself finds: a missed deadline, and an agent whose input never comes.
 */
final class Failures {
  static final String DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED";
  static final String UPSTREAM_FAILED = "UPSTREAM_FAILED";

  static final String INTERNAL = "INTERNAL";

  private Failures() {}

  /** Tells the other agents, and the clients. */
  static void fail(
      EffectsBuilder effects, AgentTransitions agents, String agent, String code, String message) {
    fail(effects, agents, agent, code, message, AgentCall.newBuilder().setAgent(agent).build());
  }

  /**
   * Tells the other agents, and the clients.
   *
   * @param call the work that is lost
   */
  static void fail(
      EffectsBuilder effects,
      AgentTransitions agents,
      String agent,
      String code,
      String message,
      AgentCall call) {
    if (agents.turn().agent(agent).isOver()) {
      return;
    }
    Texts.abandon(effects, agents.turn(), agent);
    agents.fail(
        agent, new AgentState.Failed(code, message, call.getAttempts(), AgentState.Spent.of(call)));
    String turnId = agents.turn().turnId();
    effects.emit(
        Topics.FAILURES,
        effects.conversationId(),
        AgentFailed.newBuilder()
            .setEventId(EventIds.of(turnId, agent))
            .setOccurredAt(effects.now())
            .setTurn(agents.record())
            .setFailure(new Failure(agent, code, message, call.getAttempts()))
            .setCall(call)
            .build());
  }
}
