package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.effects.Work;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.state.RunningTurn;

/** Nothing waits for ever: each agent has its time, and so has the turn. */
public final class Deadlines {
  private Deadlines() {}

  /** Fails whoever was silent for too long, and ends a turn that was too long as a whole. */
  public static void check(Work work) {
    RunningTurn turn = work.turn();
    if (turn == null || work.now().isBefore(work.settings().nextDeadline(turn))) {
      return;
    }
    boolean wholeTurn = !work.now().isBefore(turn.startedAt().plus(work.settings().turn()));
    AgentTransitions agents = new AgentTransitions(work, turn);
    for (AgentCard card : turn.graph().cards()) {
      boolean late = !work.now().isBefore(work.settings().deadline(card, turn));
      if (late || (wholeTurn && !turn.agent(card.name()).isOver())) {
        Failures.fail(
            work,
            agents,
            card.name(),
            Failures.DEADLINE_EXCEEDED,
            "The %s agent did not answer in time. Send the message again.".formatted(card.name()));
      }
    }
    agents.moveOn();
    agents.commit();
    if (wholeTurn) {
      Turns.stopWork(work, turn.turnId(), "DEADLINE");
    }
    Turns.endIfOver(work);
  }
}
