package io.quillmesh.gateway.conversation.agents;

import io.quillmesh.gateway.conversation.admission.Admission;
import io.quillmesh.gateway.conversation.admission.Verdict;
import io.quillmesh.gateway.conversation.directory.ListedAgent;
import io.quillmesh.gateway.conversation.directory.ListedAgent.Status;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.BuiltInAgents;
import io.quillmesh.schemas.OnUpstreamFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cards and what became of them, as clients see them. */
final class Listing {
  /** Nobody has said yet that the texts of a refused card are short. */
  private static final int MAX_TEXT = 200;

  private static final int MAX_NAMES = 100;

  private Listing() {}

  /**
   * @param published the newest cards from the topic, by name
   */
  static List<ListedAgent> of(
      AgentGraph builtIn, Map<String, AgentCard> published, List<Admission.Decision> decisions) {
    return Stream.concat(
            BuiltInAgents.CARDS.stream()
                .map(card ->
                    builtIn(
                        card,
                        deadline(builtIn, card),
                        published.getOrDefault(card.getName(), card))),
            decisions.stream().map(Listing::declared))
        .toList();
  }

  private static Duration deadline(AgentGraph builtIn, AgentCard card) {
    return builtIn.card(card.getName()).orElseThrow().deadline();
  }

  /** Its place is compiled in. Only what it runs with comes from the topic. */
  private static ListedAgent builtIn(AgentCard card, Duration deadline, AgentCard running) {
    return listed(card, deadline.toMillis(), true, Status.ADMITTED, null, running);
  }

  private static ListedAgent declared(Admission.Decision decision) {
    AgentCard card = decision.card();
    long deadline = card.getDeadlineMs();
    return switch (decision.verdict()) {
      case Verdict.Admitted() -> listed(card, deadline, false, Status.ADMITTED, null, card);
      case Verdict.Refused(String why) -> listed(card, deadline, false, Status.REFUSED, why, card);
      case Verdict.Pending(String why) -> listed(card, deadline, false, Status.PENDING, why, card);
    };
  }

  private static ListedAgent listed(
      AgentCard card,
      long deadline,
      boolean builtIn,
      Status status,
      @Nullable String reason,
      AgentCard running) {
    boolean hasSchema =
        !builtIn && status != Status.REFUSED && card.getOutput() == AgentOutput.RECORD;
    return new ListedAgent(
        card.getName(),
        new ListedAgent.Labels(text(card.getLabels().getEn()), text(card.getLabels().getZh())),
        names(card.getAfter()),
        card.getOnUpstreamFailure() == OnUpstreamFailure.PROCEED ? "PROCEED" : "FAIL",
        names(card.getIntents()),
        card.getEndsTurn(),
        deadline,
        card.getOutput().name(),
        hasSchema ? card.getAnswerSchema() : null,
        builtIn,
        status,
        reason,
        text(running.getModel()),
        text(running.getPromptHash()),
        text(running.getVersion()));
  }

  private static List<String> names(List<String> names) {
    return names.stream().limit(MAX_NAMES).map(Listing::text).toList();
  }

  private static String text(String text) {
    return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
  }
}
