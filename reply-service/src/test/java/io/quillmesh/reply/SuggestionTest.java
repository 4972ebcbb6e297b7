package io.quillmesh.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.Capability;
import io.quillmesh.schemas.Agent;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.ReplyRequested;
import io.quillmesh.schemas.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final Article ARTICLE = Article.newBuilder().build();

  @Test
  void theBestFitComesFirst() {
    ReplyRequested request = request(List.of("translate", "length"), List.of(), ARTICLE);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.TRANSLATE);
  }

  @Test
  void whatThisVeryTurnUsesIsNoNews() {
    ReplyRequested request = request(List.of("translate", "length"), List.of("translate"), ARTICLE);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.LENGTH);
  }

  @Test
  void withoutAnArticleThereIsNothingToRevise() {
    ReplyRequested request =
        request(List.of("translate", "artistic-mood", "generate-article"), List.of(), null);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.GENERATE_ARTICLE);
  }

  @Test
  void withAnArticleWritingOneIsNoNews() {
    ReplyRequested request = request(List.of("generate-article", "style"), List.of(), ARTICLE);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.STYLE);
  }

  @Test
  void anUnknownCapabilityIsPassedOver() {
    ReplyRequested request = request(List.of("read-minds", "style"), List.of(), ARTICLE);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.STYLE);
  }

  @Test
  void whoKnowsAllIsToldNothing() {
    assertThat(Suggestion.forReplyTo(request(List.of(), List.of(), ARTICLE))).isEmpty();
  }

  @Test
  void withoutAnAnalysisTheCatalogueDecides() {
    // Given
    ReplyRequested request =
        ReplyRequested.newBuilder()
            .setTurn(
                Turn.newBuilder()
                    .setArticle(ARTICLE)
                    .setCapabilitiesUsed(List.of("generate-article", "revise-content"))
                    .build())
            .setArticle(ArticleResult.newBuilder().build())
            .build();

    // When, Then
    assertThat(Suggestion.forReplyTo(request)).contains(Capability.STYLE);
  }

  @Test
  void afterAFailureThereAreMoreUrgentThingsToSay() {
    // Given
    ReplyRequested request =
        ReplyRequested.newBuilder(request(List.of("style"), List.of(), ARTICLE))
            .setArticle(null)
            .setArticleFailure(Failure.newBuilder().setAgent(Agent.GENERATOR).build())
            .build();

    // When, Then
    assertThat(Suggestion.forReplyTo(request)).isEmpty();
  }

  private static ReplyRequested request(
      List<String> undiscovered, List<String> usedNow, @Nullable Article article) {
    return ReplyRequested.newBuilder()
        .setAnalysis(Analysis.newBuilder().setUndiscoveredCapabilities(undiscovered).build())
        .setArticle(
            ArticleResult.newBuilder()
                .setArticle(article)
                .setRecognition(Recognition.newBuilder().setCapabilities(usedNow).build())
                .build())
        .build();
  }
}
