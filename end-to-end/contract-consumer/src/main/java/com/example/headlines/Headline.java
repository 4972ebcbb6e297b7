package com.example.headlines;

import java.util.Optional;

/**
 * The title of a new or changed article.
 *
 * @param conversationId the conversation of the article
 * @param outcome whether it is new
 * @param title the title
 */
public record Headline(String conversationId, ArticleOutcome outcome, String title) {

  /** The headline of an event; empty if the article did not change. */
  public static Optional<Headline> of(ArticleWritten event) {
    ArticleResult result = event.getResult();
    return Optional.ofNullable(result.getArticle())
        .map(article ->
            new Headline(event.getConversationId(), result.getOutcome(), article.getTitle()));
  }
}
