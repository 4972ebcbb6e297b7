package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.SharedState;
import io.quillmesh.schemas.Author;

/**
 * One version of the article, as it is kept.
 *
 * @param base the version that a person has edited into this one; 0 for an agent's
 */
record ArticleVersion(String title, String markdown, Author author, int base) {

  SharedState.Article toShared(int version) {
    return new SharedState.Article(version, title, markdown, author.name());
  }
}
