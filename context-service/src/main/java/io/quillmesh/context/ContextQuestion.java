package io.quillmesh.context;

import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Entity;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Capability;
import io.quillmesh.writing.Circumstance;
import io.quillmesh.writing.Cut;
import io.quillmesh.writing.HistoryLine;
import io.quillmesh.writing.SelectedPassage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model is told of a turn, as data. */
record ContextQuestion(
    String message,
    String language,
    String summary,
    List<String> decisions,
    List<Known> entities,
    List<HistoryLine> history,
    @Nullable Opening article,
    List<Ability> capabilities,
    @Nullable List<Circumstance> context,
    @Nullable SelectedPassage selection) {

  static ContextQuestion of(Turn turn, List<Capability> undiscovered) {
    return new ContextQuestion(
        turn.getMessage(),
        turn.getLanguage(),
        turn.getSummary(),
        turn.getDecisions(),
        turn.getEntities().stream().map(Known::of).toList(),
        HistoryLine.of(turn),
        turn.getArticle() == null ? null : Opening.of(turn.getArticle()),
        undiscovered.stream().map(one -> Ability.of(one, turn.getLanguage())).toList(),
        Circumstance.of(turn),
        SelectedPassage.of(turn));
  }

  /** An entity of earlier turns; the model is to use its id again. */
  record Known(String id, String name, String type) {
    static Known of(Entity entity) {
      return new Known(entity.getId(), entity.getName(), entity.getType());
    }
  }

  /** How the article begins: enough to know what it is about, and cheap however long it is. */
  record Opening(String title, String opening) {
    private static final int MAX_CHARACTERS = 1_000;

    static Opening of(Article article) {
      return new Opening(article.getTitle(), Cut.beginning(article.getMarkdown(), MAX_CHARACTERS));
    }
  }

  /** Something that the person has not used yet. */
  record Ability(String id, String what) {
    static Ability of(Capability capability, String language) {
      return new Ability(capability.id(), capability.what(language));
    }
  }
}
