package io.quillmesh.intent;

import io.quillmesh.agent.Circumstance;
import io.quillmesh.markdown.ArticleSize;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.HistoryMessage;
import io.quillmesh.schemas.Speaker;
import io.quillmesh.schemas.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model is told of a turn, as data. */
record IntentQuestion(
    String message,
    String language,
    String phase,
    List<Line> history,
    @Nullable Present article,
    List<Button> choices,
    @Nullable List<Circumstance> context) {

  static IntentQuestion of(Turn turn) {
    return new IntentQuestion(
        turn.getMessage(),
        turn.getLanguage(),
        turn.getPhase().name(),
        turn.getHistory().stream().map(Line::of).toList(),
        turn.getArticle() == null ? null : Present.of(turn.getArticle()),
        turn.getChoices().stream().map(Button::of).toList(),
        Circumstance.of(turn));
  }

  /** One earlier message. */
  record Line(String role, String text) {
    static Line of(HistoryMessage message) {
      return new Line(
          message.getSpeaker() == Speaker.ASSISTANT ? "assistant" : "user", message.getText());
    }
  }

  /** The article in short: that there is one, and how long it is, is all that intents depend on. */
  record Present(String title, ArticleSize size) {
    static Present of(Article article) {
      return new Present(article.getTitle(), ArticleSize.of(article.getMarkdown()));
    }
  }

  /** A button that the person saw and may mention instead of pressing it. */
  record Button(String id, String label, String message) {
    static Button of(Choice choice) {
      return new Button(choice.getId(), choice.getLabel(), choice.getMessage());
    }
  }
}
