package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import java.time.Instant;

/** Nothing waits for ever: each agent has a deadline, and so has the turn. */
public final class Deadlines {
  private Deadlines() {}

  /** Fails agents that missed their deadline, and ends a turn that took too long. */
  public static void check(EffectsBuilder effects) {
    EndedTurns.checkDeadlines(effects);
    RunningTurn turn = effects.turn();
    if (turn == null) {
      return;
    }
    boolean wholeTurn = hasPassed(effects, effects.settings().deadline(turn));
    if (!wholeTurn && !isMissed(effects, turn)) {
      return;
    }
    AgentTransitions agents = new AgentTransitions(effects, turn);
    fail(effects, agents, wholeTurn);
    agents.commit();
    if (wholeTurn) {
      Turns.stopWork(effects, turn.turnId(), "DEADLINE");
    }
    Turns.endIfOver(effects);
  }

  /** Whether an agent of the turn has missed its deadline. */
  static boolean isMissed(EffectsBuilder effects, RunningTurn turn) {
    return turn.graph().cards().stream().anyMatch(card -> isMissed(effects, turn, card));
  }

  private static boolean isMissed(EffectsBuilder effects, RunningTurn turn, AgentCard card) {
    return hasPassed(effects, effects.settings().deadline(card, turn));
  }

  private static boolean hasPassed(EffectsBuilder effects, Instant deadline) {
    return !effects.now().isBefore(deadline);
  }

  /** Fails the agents that have missed their deadline, or all. */
  static void fail(EffectsBuilder effects, AgentTransitions agents, boolean all) {
    for (AgentCard card : agents.turn().graph().cards()) {
      if (all || isMissed(effects, agents.turn(), card)) {
        Failures.fail(
            effects,
            agents,
            card.name(),
            Failures.DEADLINE_EXCEEDED,
            "The %s agent did not answer in time. Send the message again.".formatted(card.name()));
      }
    }
    agents.moveOn();
  }
}
