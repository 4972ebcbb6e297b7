package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.schemas.Article;
import org.jspecify.annotations.Nullable;

/** The versions of the article. */
final class Articles {
  private Articles() {}

  /** A version as the agents get it; null when there is none. */
  static @Nullable Article toRecord(Work work, int version) {
    ArticleVersion kept = work.article(version);
    return kept == null ? null : new Article(version, kept.title(), kept.markdown(), kept.author());
  }
}
