package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Frames;
import io.quillmesh.gateway.conversation.state.ArticleVersion;
import io.quillmesh.gateway.conversation.state.KeptMessage;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.text.Text;
import io.quillmesh.gateway.conversation.text.Work;
import io.quillmesh.gateway.conversation.versions.Origin;
import io.quillmesh.gateway.conversation.versions.Versions;
import io.quillmesh.markdown.Markdown;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Intent;
import org.jspecify.annotations.Nullable;

/** Drafts of the article, and the article as agents get it. */
final class Articles {
  private Articles() {}

  /**
   * Keeps what was written of an article that will not be completed, as a version that the person
   * can go back to. It is the article only where there was none. Half a passage is no article.
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
    String title = Markdown.title(begun.text());
    ArticleVersion draft =
        new ArticleVersion(
            title.isEmpty() ? effects.header().title().text() : title,
            begun.text(),
            Author.AGENT,
            isWrittenAnew(turn) ? 0 : effects.baseline().article(),
            true);
    Work stopped = Work.untold(turn.turnId(), Agents.GENERATOR);
    SharedState.Article shown = Versions.keep(effects, draft, Origin.of(turn, stopped), null);
    int version = shown.version();
    boolean isFirst = effects.baseline().currentArticle(turn) == 0;
    agents.say(begun.asVersion(version));
    if (isFirst) {
      agents.learn(turn.learned().withArticle(version));
      agents.member("article", shown);
      NextSteps.offerToFinish(agents);
    }
    return version;
  }

  /** What the generator does is not known before its result, but what it was asked for. */
  private static boolean isWrittenAnew(RunningTurn turn) {
    SharedState.Intent intent = turn.learned().intent();
    return intent != null && intent.name().equals(Intent.GENERATE_ARTICLE.name());
  }

  /** A version as the agents get it; null when there is none. */
  static @Nullable Article toRecord(EffectsBuilder effects, int version) {
    ArticleVersion kept = effects.article(version);
    return kept == null
        ? null
        : new Article(version, kept.title(), kept.markdown(), kept.author(), kept.isUnfinished());
  }
}
