package io.quillmesh.gateway.conversation.admission;

import io.quillmesh.gateway.conversation.graph.AgentCard;
import io.quillmesh.gateway.conversation.graph.AgentCard.OnUpstreamFailure;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import java.time.Duration;
import java.util.List;

/** An agent's place in a turn, as its card says. */
final class DeclaredAgents {
  private DeclaredAgents() {}

  static AgentCard inGraph(io.quillmesh.schemas.AgentCard card) {
    return new AgentCard(
        card.getName(),
        List.copyOf(card.getAfter()),
        card.getOnUpstreamFailure() == io.quillmesh.schemas.OnUpstreamFailure.PROCEED
            ? OnUpstreamFailure.PROCEED
            : OnUpstreamFailure.FAIL,
        Trigger.REQUEST,
        Duration.ofMillis(card.getDeadlineMs()),
        card.getEndsTurn());
  }
}
