package io.quillmesh.intent;

import io.quillmesh.markdown.ArticleSize;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Circumstance;
import io.quillmesh.writing.HistoryLine;
import io.quillmesh.writing.SelectedPassage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model is told of a turn, as data. */
record IntentQuestion(
    String message,
    String language,
    String phase,
    List<HistoryLine> history,
    @Nullable Present article,
    List<Button> choices,
    @Nullable List<Circumstance> context,
    @Nullable SelectedPassage selection) {

  static IntentQuestion of(Turn turn) {
    return new IntentQuestion(
        turn.getMessage(),
        turn.getLanguage(),
        turn.getPhase().name(),
        HistoryLine.of(turn),
        turn.getArticle() == null ? null : Present.of(turn.getArticle()),
        turn.getChoices().stream().map(Button::of).toList(),
        Circumstance.of(turn),
        SelectedPassage.of(turn));
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
