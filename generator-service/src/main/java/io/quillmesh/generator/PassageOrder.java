package io.quillmesh.generator;

import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Circumstance;
import io.quillmesh.writing.Cut;
import io.quillmesh.writing.HistoryLine;
import io.quillmesh.writing.Wishes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model is told of a passage, as data.
 *
 * @param before what stands before the passage, as far as it helps
 * @param after what stands after it
 * @param mistake what was wrong with the first answer; null when there was none
 */
record PassageOrder(
    Task task,
    String intent,
    String message,
    String language,
    Wishes slots,
    String summary,
    List<String> decisions,
    List<HistoryLine> history,
    Heading article,
    String before,
    String passage,
    String after,
    @Nullable List<Circumstance> context,
    @Nullable String mistake) {
  /** In UTF-16 units, on either side: enough for the tone, the names and the thread. */
  private static final int NEIGHBOURS = 2_000;

  static PassageOrder of(
      Turn turn, Recognition recognition, Passage passage, @Nullable String mistake) {
    return new PassageOrder(
        Task.PASSAGE,
        recognition.getIntent().name(),
        turn.getMessage(),
        turn.getLanguage(),
        Wishes.of(recognition.getSlots()),
        turn.getSummary(),
        turn.getDecisions(),
        HistoryLine.of(turn),
        new Heading(turn.getArticle() == null ? "" : turn.getArticle().getTitle()),
        Cut.end(passage.before(), NEIGHBOURS),
        passage.core(),
        Cut.beginning(passage.after(), NEIGHBOURS),
        Circumstance.of(turn),
        mistake);
  }

  /** The article that it belongs to. */
  record Heading(String title) {}
}
