package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.markdown.ArticleSize;
import io.quillmesh.schemas.Author;
import org.jspecify.annotations.Nullable;

/**
 * One version of the article, as it is kept.
 *
 * @param base the version that it was made from; 0 for a text that was written anew, and for an
 *     agent's of an earlier release
 * @param unfinished true if it was cut off before its end; else null
 */
public record ArticleVersion(
    String title, String markdown, Author author, int base, @Nullable Boolean unfinished) {

  /** One that is complete. */
  public ArticleVersion(String title, String markdown, Author author, int base) {
    this(title, markdown, author, base, null);
  }

  public boolean isUnfinished() {
    return Boolean.TRUE.equals(unfinished);
  }

  public SharedState.Article toShared(int version) {
    ArticleSize size = ArticleSize.of(markdown);
    return new SharedState.Article(
        version,
        title,
        markdown,
        author.name(),
        new SharedState.Size(size.count(), size.unit()),
        unfinished);
  }
}
