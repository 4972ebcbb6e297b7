package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.schemas.Agent;
import java.time.Instant;

/** Nothing waits for ever: each agent has its time, and so has the turn. */
final class Deadlines {
  private Deadlines() {}

  /** When somebody will have been silent for too long. */
  static Instant next(RunningTurn turn, FoldSettings settings) {
    Instant next = turn.startedAt().plus(settings.turn());
    for (Agent agent : RunningTurn.AGENTS) {
      if (turn.agent(agent) instanceof AgentState.Working(Instant since)) {
        Instant deadline = since.plus(settings.of(agent));
        next = deadline.isBefore(next) ? deadline : next;
      }
    }
    return next;
  }

  /** Fails whoever was silent for too long, and ends a turn that was too long as a whole. */
  static void check(Work work) {
    RunningTurn turn = work.turn();
    if (turn == null || work.now().isBefore(next(turn, work.settings()))) {
      return;
    }
    boolean wholeTurn = !work.now().isBefore(turn.startedAt().plus(work.settings().turn()));
    Lifecycle agents = new Lifecycle(work, turn);
    for (Agent agent : RunningTurn.AGENTS) {
      boolean late =
          turn.agent(agent) instanceof AgentState.Working(Instant since)
              && !work.now().isBefore(since.plus(work.settings().of(agent)));
      if (late || (wholeTurn && !turn.agent(agent).isOver())) {
        Failures.fail(
            work,
            agents,
            agent,
            Failures.DEADLINE_EXCEEDED,
            "The %s agent did not answer in time. Send the message again."
                .formatted(Lifecycle.agentName(agent)));
      }
    }
    Failures.moveOn(work, agents);
    agents.commit();
    if (wholeTurn) {
      Turns.stopWork(work, turn.turnId(), "DEADLINE");
    }
    Turns.endIfOver(work);
  }
}
