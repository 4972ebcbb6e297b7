package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.state.AgentState;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.schemas.Agents;
import java.util.Optional;

/** Whether an agent that waits can begin, by what became of those that it waits for. */
sealed interface Readiness {

  /** Something is not known yet. */
  record NotYet() implements Readiness {}

  /** All that it waits for are over. */
  record Ready() implements Readiness {}

  /** It never will: an agent that it waits for has failed. */
  record UpstreamFailed(String agent) implements Readiness {}

  /** It never will: the turn does not concern it, or an agent that it waits for is skipped. */
  record NotConcerned() implements Readiness {}

  static Readiness of(AgentCard card, RunningTurn turn) {
    if (!card.intents().isEmpty()) {
      // First of all, so that the outcome does not depend on which agent answers first.
      if (!turn.agent(Agents.INTENT).isOver()) {
        return new NotYet();
      }
      if (!isConcerned(card, turn)) {
        return new NotConcerned();
      }
    }
    if (!card.proceeds()) {
      Optional<String> failed = upstream(card, turn, AgentState.Failed.class);
      if (failed.isPresent()) {
        return new UpstreamFailed(failed.get());
      }
      if (upstream(card, turn, AgentState.Skipped.class).isPresent()) {
        return new NotConcerned();
      }
    }
    boolean allOver = card.after().stream().allMatch(name -> turn.agent(name).isOver());
    return allOver ? new Ready() : new NotYet();
  }

  private static boolean isConcerned(AgentCard card, RunningTurn turn) {
    SharedState.Intent intent = turn.learned().intent();
    return turn.agent(Agents.INTENT) instanceof AgentState.Done
        && intent != null
        && card.intents().contains(intent.name());
  }

  private static Optional<String> upstream(
      AgentCard card, RunningTurn turn, Class<? extends AgentState> state) {
    return card.after().stream().filter(name -> state.isInstance(turn.agent(name))).findFirst();
  }
}
