package io.quillmesh.agenthost.cases;

import io.quillmesh.markdown.Markdown;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.HistoryMessage;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Need;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn in short, and what the other agents are taken to have found in it.
 *
 * @param message what the person writes
 * @param language of the interface
 * @param intent what the intent agent would have found
 * @param article its Markdown; null for none. It is the generator's if the agent comes after it,
 *     and otherwise from an earlier turn
 * @param history earlier messages
 * @param needs what the context agent would have found
 * @param reply what the reply agent would have written; null for nothing
 * @param answers those of declared agents as JSON, by name
 */
public record Situation(
    String message,
    String language,
    Intent intent,
    @Nullable String article,
    List<HistoryMessage> history,
    List<Need> needs,
    @Nullable String reply,
    Map<String, String> answers) {

  /** With only a message. */
  public static Situation of(String message, String language, @Nullable String article) {
    return new Situation(
        message, language, Intent.UNKNOWN, article, List.of(), List.of(), null, Map.of());
  }

  /**
   * The request that the gateway would make of it.
   *
   * @param after the agents that this one comes after
   */
  public AgentRequested request(String agent, List<String> after) {
    boolean isWritten = after.contains(Agents.GENERATOR);
    Turn turn =
        Turn.newBuilder()
            .setConversationId("case")
            .setTurnId(EventIds.of("case", message))
            .setNumber(1)
            .setMessage(message)
            .setLanguage(language)
            .setHistory(history)
            .setArticle(isWritten ? null : version())
            .setStartedAt(Instant.EPOCH)
            .build();
    return AgentRequested.newBuilder()
        .setAgent(agent)
        .setTurn(turn)
        .setFindings(after.stream().map(this::finding).toList())
        .build();
  }

  private @Nullable Article version() {
    return article == null
        ? null
        : new Article(1, Markdown.title(article), article, Author.AGENT, false);
  }

  private Finding finding(String agent) {
    Finding.Builder finding = Finding.newBuilder().setAgent(agent);
    Recognition recognition = Recognition.newBuilder().setIntent(intent).setConfidence(1).build();
    switch (agent) {
      case Agents.INTENT -> finding.setRecognition(recognition);
      case Agents.CONTEXT -> finding.setAnalysis(Analysis.newBuilder().setNeeds(needs).build());
      case Agents.GENERATOR ->
          finding.setArticle(
              ArticleResult.newBuilder()
                  .setOutcome(article == null ? ArticleOutcome.UNCHANGED : ArticleOutcome.WRITTEN)
                  .setArticle(version())
                  .setRecognition(recognition)
                  .build());
      case Agents.REPLY -> finding.setReply(reply);
      case Agents.PHASE -> {}
      default -> finding.setAnswer(answers.get(agent));
    }
    return finding.build();
  }
}
