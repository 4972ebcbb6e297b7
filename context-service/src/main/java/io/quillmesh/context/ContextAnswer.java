package io.quillmesh.context;

import io.quillmesh.schemas.Need;
import io.quillmesh.writing.Capability;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the model answers, as the schema has it. */
record ContextAnswer(
    String summary,
    List<ScoredNeed> needs,
    List<String> decisions,
    List<NamedEntity> entities,
    List<TypedRelation> relations,
    List<String> capabilities) {
  private static final int MAX_NEEDS = 10;
  private static final int MAX_DECISIONS = 30;
  private static final int MAX_SCORE = 100;

  record ScoredNeed(String need, double score) {}

  record NamedEntity(String id, String name, String type) {}

  record TypedRelation(String from, String type, String to) {}

  /** The most important first, scores within 0 and 100. */
  List<Need> boundedNeeds() {
    return needs.stream()
        .filter(need -> !need.need().isBlank())
        .map(need -> new Need(need.need().strip(), score(need.score())))
        .sorted(Comparator.comparingInt(Need::getScore).reversed())
        .limit(MAX_NEEDS)
        .toList();
  }

  private static int score(double score) {
    return Math.toIntExact(Math.clamp(Math.round(score), 0, MAX_SCORE));
  }

  /** Each once. Of too many the latest are kept: they overrule the earlier ones. */
  List<String> cleanDecisions() {
    List<String> clean =
        decisions.stream().map(String::strip).filter(one -> !one.isEmpty()).distinct().toList();
    return clean.subList(Math.max(0, clean.size() - MAX_DECISIONS), clean.size());
  }

  /**
   * The model's order of what is undiscovered. It only orders: what it invents is dropped, and what
   * it forgets comes last, in the catalogue's order.
   */
  List<String> order(List<Capability> undiscovered) {
    Set<String> known =
        undiscovered.stream()
            .map(Capability::id)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> ordered = new LinkedHashSet<>(capabilities);
    ordered.retainAll(known);
    ordered.addAll(known);
    return List.copyOf(ordered);
  }
}
