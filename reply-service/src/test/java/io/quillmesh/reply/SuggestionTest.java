package io.quillmesh.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Capability;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final Article ARTICLE = Article.newBuilder().build();

  @Test
  void theBestFitComesFirst() {
    ReplyRequest request = request(List.of("translate", "length"), List.of(), ARTICLE);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.TRANSLATE);
  }

  @Test
  void whatThisVeryTurnUsesIsNoNews() {
    ReplyRequest request = request(List.of("translate", "length"), List.of("translate"), ARTICLE);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.LENGTH);
  }

  @Test
  void withoutAnArticleThereIsNothingToRevise() {
    ReplyRequest request =
        request(List.of("translate", "artistic-mood", "generate-article"), List.of(), null);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.GENERATE_ARTICLE);
  }

  @Test
  void withAnArticleWritingOneIsNoNews() {
    ReplyRequest request = request(List.of("generate-article", "style"), List.of(), ARTICLE);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.STYLE);
  }

  @Test
  void anUnknownCapabilityIsPassedOver() {
    ReplyRequest request = request(List.of("read-minds", "style"), List.of(), ARTICLE);

    assertThat(Suggestion.forReplyTo(request)).contains(Capability.STYLE);
  }

  @Test
  void whoKnowsAllIsToldNothing() {
    assertThat(Suggestion.forReplyTo(request(List.of(), List.of(), ARTICLE))).isEmpty();
  }

  @Test
  void withoutAnAnalysisTheCatalogueDecides() {
    // Given
    Turn turn =
        Turn.newBuilder()
            .setArticle(ARTICLE)
            .setCapabilitiesUsed(List.of("generate-article", "revise-content"))
            .build();
    var request =
        new ReplyRequest(
            turn, null, Failure.newBuilder().build(), ArticleResult.newBuilder().build(), null);

    // When, Then
    assertThat(Suggestion.forReplyTo(request)).contains(Capability.STYLE);
  }

  @Test
  void afterAFailureThereAreMoreUrgentThingsToSay() {
    // Given
    ReplyRequest good = request(List.of("style"), List.of(), ARTICLE);
    var request =
        new ReplyRequest(good.turn(), good.analysis(), null, null, Failure.newBuilder().build());

    // When, Then
    assertThat(Suggestion.forReplyTo(request)).isEmpty();
  }

  private static ReplyRequest request(
      List<String> undiscovered, List<String> usedNow, @Nullable Article article) {
    return new ReplyRequest(
        Turn.newBuilder().build(),
        Analysis.newBuilder().setUndiscoveredCapabilities(undiscovered).build(),
        null,
        ArticleResult.newBuilder()
            .setArticle(article)
            .setRecognition(Recognition.newBuilder().setCapabilities(usedNow).build())
            .build(),
        null);
  }
}
