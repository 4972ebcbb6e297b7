package io.quillmesh.generator;

import io.quillmesh.agent.Circumstance;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.HistoryMessage;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Slots;
import io.quillmesh.schemas.Speaker;
import io.quillmesh.schemas.Turn;
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
    List<Line> history,
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
        turn.getHistory().stream().map(Line::of).toList(),
        present == null ? null : new Present(present.getTitle(), present.getMarkdown()),
        Circumstance.of(turn));
  }

  /** What the intent agent read out of the message. */
  record Wishes(
      @Nullable String topic,
      @Nullable String style,
      @Nullable String mood,
      @Nullable String length,
      @Nullable String language,
      @Nullable String template) {
    static Wishes of(Slots slots) {
      return new Wishes(
          slots.getTopic(),
          slots.getStyle(),
          slots.getMood(),
          slots.getLength(),
          slots.getLanguage(),
          slots.getTemplate());
    }
  }

  /** One earlier message. */
  record Line(String role, String text) {
    static Line of(HistoryMessage message) {
      return new Line(
          message.getSpeaker() == Speaker.ASSISTANT ? "assistant" : "user", message.getText());
    }
  }

  /** The article that is to be revised. */
  record Present(String title, String markdown) {}
}
