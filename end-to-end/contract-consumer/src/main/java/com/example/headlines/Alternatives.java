package com.example.headlines;

import io.quillmesh.agents.title_suggester.Suggestion;
import io.quillmesh.agents.title_suggester.TitleSuggesterAnswered;
import java.util.List;

/**
 * Other headlines for an article, from an agent that somebody has added to the mesh.
 *
 * @param conversationId the conversation of the article
 * @param titles the best first
 */
public record Alternatives(String conversationId, List<String> titles) {

  /** What the agent answered. */
  public static Alternatives of(TitleSuggesterAnswered event) {
    return new Alternatives(
        event.getConversationId(),
        event.getAnswer().getTitles().stream().map(Suggestion::getLabel).toList());
  }
}
