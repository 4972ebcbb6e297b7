package io.quillmesh.gateway.conversation.admission;

import io.quillmesh.gateway.conversation.admission.Admission.Decision;
import io.quillmesh.gateway.conversation.admission.Admission.Outcome;
import io.quillmesh.gateway.conversation.graph.AgentCard.Trigger;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentCard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Puts agents behind those that they come after, and says why that is not possible for others. */
final class GraphBuilder {
  private final AgentGraph builtIn;
  private final Map<String, Verdict> verdicts;

  /** Without a fault of their own, but without a place so far; by name. */
  private final SortedMap<String, AgentCard> waiting = new TreeMap<>();

  /**
   * @param cards the declared agents, by name
   * @param own the verdict on each, without regard to the others
   */
  GraphBuilder(AgentGraph builtIn, Collection<AgentCard> cards, Map<String, Verdict> own) {
    this.builtIn = builtIn;
    this.verdicts = new TreeMap<>(own);
    for (AgentCard card : cards) {
      if (own.get(card.getName()) instanceof Verdict.Admitted) {
        waiting.put(card.getName(), card);
      }
    }
  }

  Outcome build(List<AgentCard> cards) {
    List<io.quillmesh.gateway.conversation.graph.AgentCard> graph =
        new ArrayList<>(builtIn.cards());
    Set<String> placed = new HashSet<>();
    graph.forEach(card -> placed.add(card.name()));
    takeAll(
        card -> placed.containsAll(card.getAfter()),
        card -> {
          graph.add(place(card));
          placed.add(card.getName());
        });
    refuseWhatComesAfterNobody(placed);
    letWait(placed);
    waiting.values().forEach(card -> refuse(card, cycle(card)));
    return new Outcome(
        new AgentGraph(graph),
        cards.stream().map(card -> new Decision(card, verdict(card.getName()))).toList());
  }

  private static io.quillmesh.gateway.conversation.graph.AgentCard place(AgentCard card) {
    return io.quillmesh.gateway.conversation.graph.AgentCard.of(
        card, Trigger.REQUEST, Duration.ofMillis(card.getDeadlineMs()));
  }

  /** Takes agents out of those that wait, until none fits any more. */
  private void takeAll(Predicate<AgentCard> fits, Consumer<AgentCard> taken) {
    List<AgentCard> next = waiting.values().stream().filter(fits).toList();
    while (!next.isEmpty()) {
      next.forEach(card -> waiting.remove(card.getName()));
      next.forEach(taken);
      next = waiting.values().stream().filter(fits).toList();
    }
  }

  private void refuseWhatComesAfterNobody(Set<String> placed) {
    Predicate<String> isAway =
        name ->
            !placed.contains(name)
                && !(verdicts.get(name) instanceof Verdict.Admitted)
                && !(verdicts.get(name) instanceof Verdict.Pending);
    takeAll(
        card -> card.getAfter().stream().anyMatch(isAway),
        card ->
            card.getAfter().stream()
                .filter(isAway)
                .findFirst()
                .ifPresent(name -> refuse(card, away(name))));
  }

  private String away(String name) {
    return "it comes after %s, and %s: add that agent, or remove it from after"
        .formatted(
            name, verdicts.containsKey(name) ? "that agent is refused" : "there is no such agent");
  }

  private void letWait(Set<String> placed) {
    Set<String> hoped = new HashSet<>(placed);
    verdicts.forEach((name, verdict) -> {
      if (verdict instanceof Verdict.Pending) {
        hoped.add(name);
      }
    });
    takeAll(
        card -> hoped.containsAll(card.getAfter()),
        card -> {
          hoped.add(card.getName());
          verdicts.put(
              card.getName(), new Verdict.Pending("it comes after an agent that is pending"));
        });
  }

  private String cycle(AgentCard card) {
    List<String> path = new ArrayList<>();
    AgentCard at = card;
    while (!path.contains(at.getName())) {
      path.add(at.getName());
      at = next(at);
    }
    List<String> cycle = new ArrayList<>(path.subList(path.indexOf(at.getName()), path.size()));
    cycle.add(at.getName());
    return "it would wait for ever, because %s: remove one of them from after"
        .formatted(String.join(" comes after ", cycle));
  }

  private AgentCard next(AgentCard card) {
    return card.getAfter().stream()
        .flatMap(name -> Stream.ofNullable(waiting.get(name)))
        .findFirst()
        .orElseThrow();
  }

  private void refuse(AgentCard card, String reason) {
    verdicts.put(card.getName(), new Verdict.Refused(reason));
  }

  private Verdict verdict(String name) {
    Verdict verdict = verdicts.get(name);
    if (verdict == null) {
      throw new IllegalStateException("Nothing is decided about " + name);
    }
    return verdict;
  }
}
