package com.example.headlines;

import java.util.Optional;

/**
 * The title of an article that is new or was changed.
 *
 * @param conversationId the conversation that it was written in
 * @param outcome whether it is new
 * @param title the title
 */
public record Headline(String conversationId, ArticleOutcome outcome, String title) {

  /** What there is to say of an event; nothing when the article stayed as it was. */
  public static Optional<Headline> of(ArticleWritten event) {
    ArticleResult result = event.getResult();
    return Optional.ofNullable(result.getArticle())
        .map(article ->
            new Headline(event.getConversationId(), result.getOutcome(), article.getTitle()));
  }
}
