package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Frames;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.text.Text;
import io.quillmesh.markdown.Markdown;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Author;
import org.jspecify.annotations.Nullable;

/** Drafts of the article, and the article as agents get it. */
final class Articles {
  private Articles() {}

  /**
   * Keeps what was written of an article that will not be completed, as a version that the person
   * can go back to. It is the article only where there was none.
   *
   * @return the version; 0 when nothing was written, or all of it
   */
  static int keepDraft(EffectsBuilder effects, AgentTransitions agents) {
    RunningTurn turn = agents.turn();
    KeptMessage begun =
        turn.hasMessage(Text.ARTICLE) ? null : Frames.lastMessage(effects, turn, Text.ARTICLE);
    if (begun == null || begun.text() == null || begun.text().isBlank()) {
      return 0;
    }
    int version = effects.header().counts().articles() + 1;
    String title = Markdown.title(begun.text());
    ArticleVersion draft =
        new ArticleVersion(
            title.isEmpty() ? effects.header().title().text() : title,
            begun.text(),
            Author.AGENT,
            0,
            true);
    effects.put(Keys.article(effects.conversationId(), version), draft);
    effects.header(effects.header().withArticle(version));
    boolean isFirst = effects.baseline().currentArticle(turn) == 0;
    agents.say(begun.asVersion(version));
    if (isFirst) {
      agents.learn(turn.learned().withArticle(version));
      agents.member("article", draft.toShared(version));
      NextSteps.offerToFinish(agents);
    }
    return version;
  }

  /** A version as the agents get it; null when there is none. */
  static @Nullable Article toRecord(EffectsBuilder effects, int version) {
    ArticleVersion kept = effects.article(version);
    return kept == null
        ? null
        : new Article(version, kept.title(), kept.markdown(), kept.author(), kept.isUnfinished());
  }
}
