package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.effects.AvroPiece;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the agents of a turn found out, in their words, for later agents that the gateway asks. It
 * is kept only while an agent waits for it.
 */
final class Findings {
  private final EffectsBuilder effects;

  /** Those of this event. */
  private final Map<String, Finding> news = new HashMap<>();

  Findings(EffectsBuilder effects) {
    this.effects = effects;
  }

  void put(Finding answer) {
    news.put(answer.getAgent(), answer);
  }

  /** The findings or failures of these agents, which are over. */
  List<Finding> of(RunningTurn turn, List<String> agents) {
    return agents.stream().map(agent -> of(turn, agent)).toList();
  }

  private Finding of(RunningTurn turn, String agent) {
    if (turn.agent(agent) instanceof AgentState.Failed failed) {
      return Finding.newBuilder()
          .setAgent(agent)
          .setFailure(new Failure(agent, failed.code(), failed.message(), failed.attempts()))
          .build();
    }
    Finding answer = news.get(agent);
    byte[] kept = answer == null ? effects.bytes(key(effects, turn, agent)) : null;
    if (kept != null) {
      answer = AvroPiece.read(kept, Finding.class);
    }
    return answer == null ? Finding.newBuilder().setAgent(agent).build() : answer;
  }

  /** Keeps what an agent still waits for. */
  void keep(RunningTurn turn) {
    news.forEach((agent, answer) -> {
      if (isWaitedFor(turn, agent)) {
        effects.putBytes(key(effects, turn, agent), AvroPiece.write(answer));
      }
    });
  }

  private static boolean isWaitedFor(RunningTurn turn, String agent) {
    return turn.graph().cards().stream()
        .filter(card -> card.trigger() == Trigger.REQUEST && card.after().contains(agent))
        .anyMatch(card -> turn.agent(card.name()) instanceof AgentState.Waiting);
  }

  /** The turn has ended: only what an agent still waits for is kept. */
  static void forget(EffectsBuilder effects, RunningTurn turn) {
    for (AgentCard card : turn.graph().cards()) {
      String key = key(effects, turn, card.name());
      if (!isWaitedFor(turn, card.name()) && effects.has(key)) {
        effects.remove(key);
      }
    }
  }

  private static String key(EffectsBuilder effects, RunningTurn turn, String agent) {
    return Keys.finding(effects.conversationId(), turn.turnId(), agent);
  }
}
