package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.state.RunningTurn;

/** Nothing waits for ever: each agent has a deadline, and so has the turn. */
public final class Deadlines {
  private Deadlines() {}

  /** Fails agents that missed their deadline, and ends a turn that took too long. */
  public static void check(EffectsBuilder effects) {
    RunningTurn turn = effects.turn();
    if (turn == null || effects.now().isBefore(effects.settings().nextDeadline(turn))) {
      return;
    }
    boolean wholeTurn =
        !effects.now().isBefore(turn.asked().startedAt().plus(effects.settings().turn()));
    AgentTransitions agents = new AgentTransitions(effects, turn);
    for (AgentCard card : turn.graph().cards()) {
      boolean late = !effects.now().isBefore(effects.settings().deadline(card, turn));
      if (late || (wholeTurn && !turn.agent(card.name()).isOver())) {
        Failures.fail(
            effects,
            agents,
            card.name(),
            Failures.DEADLINE_EXCEEDED,
            "The %s agent did not answer in time. Send the message again.".formatted(card.name()));
      }
    }
    agents.moveOn();
    agents.commit();
    if (wholeTurn) {
      Turns.stopWork(effects, turn.turnId(), "DEADLINE");
    }
    Turns.endIfOver(effects);
  }
}
