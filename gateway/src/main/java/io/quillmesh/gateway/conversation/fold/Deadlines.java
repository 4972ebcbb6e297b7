package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.graph.AgentCard;
import java.time.Instant;

/** Nothing waits for ever: each agent has its time, and so has the turn. */
final class Deadlines {
  private Deadlines() {}

  /** When somebody will have been silent for too long. */
  static Instant next(RunningTurn turn, FoldSettings settings) {
    Instant next = turn.startedAt().plus(settings.turn());
    for (AgentCard card : turn.graph().cards()) {
      Instant deadline = of(card, turn, settings);
      next = deadline.isBefore(next) ? deadline : next;
    }
    return next;
  }

  /** An agent's own; far away for one that has not begun, or is over. */
  private static Instant of(AgentCard card, RunningTurn turn, FoldSettings settings) {
    return turn.agent(card.name()) instanceof AgentState.Working(Instant since)
        ? since.plus(settings.deadline(card))
        : Instant.MAX;
  }

  /** Fails whoever was silent for too long, and ends a turn that was too long as a whole. */
  static void check(Work work) {
    RunningTurn turn = work.turn();
    if (turn == null || work.now().isBefore(next(turn, work.settings()))) {
      return;
    }
    boolean wholeTurn = !work.now().isBefore(turn.startedAt().plus(work.settings().turn()));
    AgentTransitions agents = new AgentTransitions(work, turn);
    for (AgentCard card : turn.graph().cards()) {
      boolean late = !work.now().isBefore(of(card, turn, work.settings()));
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
