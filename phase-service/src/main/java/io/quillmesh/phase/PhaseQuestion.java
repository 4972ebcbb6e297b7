package io.quillmesh.phase;

import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Circumstance;
import io.quillmesh.writing.ScoredNeed;
import io.quillmesh.writing.SelectedPassage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model is told of a turn, as data. The article is the one before the turn: the generator
 * works at the same time.
 */
record PhaseQuestion(
    String message,
    String language,
    String phase,
    String summary,
    List<ScoredNeed> needs,
    List<String> decisions,
    @Nullable Heading article,
    @Nullable List<Circumstance> context,
    @Nullable SelectedPassage selection) {

  static PhaseQuestion of(Turn turn, Analysis analysis) {
    return new PhaseQuestion(
        turn.getMessage(),
        turn.getLanguage(),
        turn.getPhase().name(),
        analysis.getSummary(),
        ScoredNeed.of(analysis),
        analysis.getDecisions(),
        turn.getArticle() == null ? null : new Heading(turn.getArticle().getTitle()),
        Circumstance.of(turn),
        SelectedPassage.of(turn));
  }

  /** That there is an article, and what it is called. */
  record Heading(String title) {}
}
