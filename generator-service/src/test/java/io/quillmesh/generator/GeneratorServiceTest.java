package io.quillmesh.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.testing.AgentServiceContract;
import io.quillmesh.agent.testing.WithRunningAgent;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.settings.Settings;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.Slots;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@WithRunningAgent
@Tag("long")
class GeneratorServiceTest extends AgentServiceContract<IntentRecognized, ArticleWritten> {

  GeneratorServiceTest() {
    super(Agents.GENERATOR, Groups.GENERATOR_SERVICE, Topics.INTENTS, Topics.ARTICLES);
  }

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) throws IOException {
    OfflineModel model = OfflineModel.start(Settings.INSTANT);
    properties.add("GENERATOR_BASE_URL", model::baseUrl);
  }

  @Override
  protected IntentRecognized input(Turn turn) {
    return IntentRecognized.newBuilder()
        .setTurn(turn)
        .setRecognition(
            Recognition.newBuilder()
                .setIntent(Intent.GENERATE_ARTICLE)
                .setSlots(Slots.newBuilder().setTopic("伦敦").build())
                .build())
        .build();
  }

  @Override
  protected boolean writesText() {
    return true;
  }

  @Test
  void anIntentComesOutAsAnArticleWithItsChunks() {
    // When
    publish();

    // Then
    ArticleWritten event = output();
    assertThat(event.getResult().getOutcome()).isEqualTo(ArticleOutcome.WRITTEN);
    assertThat(event.getResult().getArticle())
        .isNotNull()
        .satisfies(article -> {
          assertThat(article.getTitle()).contains("伦敦");
          assertThat(article.getMarkdown()).startsWith("# ");
        });
    TextChunk first = agent.await(Topics.CHUNKS, turn().getConversationId());
    assertThat(first.getStreamId()).isEqualTo(event.getResult().getStreamId());
    assertThat(event.getResult().getArticle().getMarkdown()).startsWith(first.getText());
    assertThat(event.getCall().getOutputTokens()).isPositive();
    assertThat(agent.readiness()).isEqualTo(200);
  }

  @Test
  void aPassageIsStreamedAloneAndPutInItsPlace() {
    // Given
    String before = "# 伦敦\r\n\n";
    String passage = "　　雾停在河面上。妹妹笑了。";
    String after = " \n\n## 雨\n\n后来下了雨。🌧";
    Turn turn =
        Turn.newBuilder(turn())
            .setMessage("更有诗意一点")
            .setArticle(new Article(1, "伦敦", before + passage + after, Author.PERSON, false))
            .setSelection(
                new Selection(1, before.length(), before.length() + passage.length(), passage))
            .build();

    // When
    publish(
        IntentRecognized.newBuilder()
            .setTurn(turn)
            .setRecognition(Recognition.newBuilder().setIntent(Intent.CHANGE_STYLE).build())
            .build());

    // Then
    ArticleWritten event = output();
    assertThat(event.getResult().getOutcome()).isEqualTo(ArticleOutcome.REVISED);
    String markdown = Objects.requireNonNull(event.getResult().getArticle()).getMarkdown();
    assertThat(markdown).startsWith(before + passage).endsWith(after);
    String written = markdown.substring(before.length(), markdown.length() - after.length());
    TextChunk first = agent.await(Topics.CHUNKS, turn.getConversationId());
    assertThat(first.getStreamId()).isEqualTo(event.getResult().getStreamId());
    assertThat(first.getOffset()).isZero();
    assertThat(first.getText()).isNotBlank();
    assertThat(written).hasSizeGreaterThan(passage.length()).startsWith(first.getText());
  }
}
