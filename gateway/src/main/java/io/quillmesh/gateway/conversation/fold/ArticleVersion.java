package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.schemas.Author;

/** One version of the article, as it is kept. */
record ArticleVersion(String title, String markdown, Author author) {

  SharedState.Article toShared(int version) {
    return new SharedState.Article(version, title, markdown, author.name());
  }
}
