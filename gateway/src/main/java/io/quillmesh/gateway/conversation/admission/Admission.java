package io.quillmesh.gateway.conversation.admission;

import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.Agents;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides which declared agents take part in turns. The order in which their cards came has no
 * influence, so all gateways decide the same.
 */
public final class Admission {
  /** So many declared agents there may be. Those with the first names are taken. */
  public static final int MAX_AGENTS = 50;

  private final AgentGraph builtIn;
  private final Duration turn;

  /**
   * @param builtIn the mesh's own agents
   * @param turn how long a turn may take
   */
  public Admission(AgentGraph builtIn, Duration turn) {
    this.builtIn = builtIn;
    this.turn = turn;
  }

  /**
   * What became of a card.
   *
   * @param card the card
   * @param verdict whether its agent may take part
   */
  public record Decision(AgentCard card, Verdict verdict) {}

  /**
   * What became of all cards.
   *
   * @param graph the agents of the next turn
   * @param decisions the declared agents, by their names
   */
  public record Outcome(AgentGraph graph, List<Decision> decisions) {}

  /**
   * Decides about all cards.
   *
   * @param cards one for each name; those with the names of the mesh's own agents are passed over
   */
  public Outcome decide(Collection<PublishedCard> cards, SchemaCheck schemas) {
    List<PublishedCard> sorted =
        cards.stream()
            .filter(published -> !Agents.isBuiltIn(published.card().getName()))
            .sorted(Comparator.comparing(published -> published.card().getName()))
            .toList();
    Map<String, Verdict> own = new TreeMap<>();
    int room = MAX_AGENTS;
    for (PublishedCard published : sorted) {
      Verdict verdict = own(published, schemas);
      if (!(verdict instanceof Verdict.Refused) && room-- <= 0) {
        verdict =
            new Verdict.Refused(
                "there are %d declared agents already, whose names come before its name: withdraw one"
                    .formatted(MAX_AGENTS));
      }
      own.put(published.card().getName(), verdict);
    }
    List<AgentCard> all = sorted.stream().map(PublishedCard::card).toList();
    return new GraphBuilder(builtIn, all, own).build(all);
  }

  /** The verdict on a card without regard to the others, whatever is in it. */
  private Verdict own(PublishedCard published, SchemaCheck schemas) {
    AgentCard card = published.card();
    try {
      return CardRules.problem(published, turn)
          .<Verdict>map(Verdict.Refused::new)
          .orElseGet(() -> schemas.check(card.getName(), ResultEnvelope.schema(card)));
    } catch (RuntimeException | StackOverflowError e) {
      return new Verdict.Refused("it cannot be checked: " + Quoted.of(e.toString()));
    }
  }
}
