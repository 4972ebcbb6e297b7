package io.quillmesh.generator;

import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Circumstance;
import io.quillmesh.writing.HistoryLine;
import io.quillmesh.writing.Wishes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model is told to write from, as data. */
record WritingOrder(
    Task task,
    String intent,
    String message,
    String language,
    Wishes slots,
    String summary,
    List<String> decisions,
    List<HistoryLine> history,
    @Nullable Present article,
    @Nullable List<Circumstance> context) {

  static WritingOrder of(Task task, Turn turn, Recognition recognition) {
    // A new article does not depend on the old one.
    Article present = task == Task.REVISE ? turn.getArticle() : null;
    return new WritingOrder(
        task,
        recognition.getIntent().name(),
        turn.getMessage(),
        turn.getLanguage(),
        Wishes.of(recognition.getSlots()),
        turn.getSummary(),
        turn.getDecisions(),
        HistoryLine.of(turn),
        present == null ? null : new Present(present.getTitle(), present.getMarkdown()),
        Circumstance.of(turn));
  }

  /** The article that is to be revised. */
  record Present(String title, String markdown) {}
}
