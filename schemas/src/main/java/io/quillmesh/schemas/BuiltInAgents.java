package io.quillmesh.schemas;

import static io.quillmesh.schemas.Agents.CONTEXT;
import static io.quillmesh.schemas.Agents.GENERATOR;
import static io.quillmesh.schemas.Agents.INTENT;
import static io.quillmesh.schemas.Agents.PHASE;
import static io.quillmesh.schemas.Agents.REPLY;
import static io.quillmesh.schemas.OnUpstreamFailure.FAIL;
import static io.quillmesh.schemas.OnUpstreamFailure.PROCEED;

import java.util.List;
import java.util.Optional;

/**
 * The agents that belong to the mesh itself, and who of them waits for whom. The gateway has them
 * compiled in, so it works without any card on the topic.
 */
public final class BuiltInAgents {
  static {
    TrustedRecords.trust();
  }

  /** Their cards, each after those that it waits for. Deadlines are the gateway's settings. */
  public static final List<AgentCard> CARDS =
      List.of(
          card(INTENT, "Intent", "意图", FAIL, AgentOutput.RECORD),
          card(CONTEXT, "Context", "语境", FAIL, AgentOutput.RECORD),
          card(GENERATOR, "Article", "文章", FAIL, AgentOutput.TEXT, INTENT),
          // A reply is tried in any case: it can say what went wrong.
          card(REPLY, "Reply", "回复", PROCEED, AgentOutput.TEXT, CONTEXT, GENERATOR),
          card(PHASE, "Phase", "阶段", FAIL, AgentOutput.RECORD, CONTEXT));

  private BuiltInAgents() {}

  /** The card of the agent of this name; empty when it is none of the mesh's own. */
  public static Optional<AgentCard> card(String name) {
    return CARDS.stream().filter(card -> card.getName().equals(name)).findFirst();
  }

  private static AgentCard card(
      String name,
      String en,
      String zh,
      OnUpstreamFailure onUpstreamFailure,
      AgentOutput output,
      String... after) {
    return AgentCard.newBuilder()
        .setName(name)
        .setLabels(new AgentLabels(en, zh))
        .setAfter(List.of(after))
        .setOnUpstreamFailure(onUpstreamFailure)
        .setEndsTurn(true)
        .setOutput(output)
        .build();
  }
}
