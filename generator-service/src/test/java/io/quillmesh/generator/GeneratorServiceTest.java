package io.quillmesh.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.testing.RunningAgent;
import io.quillmesh.agent.testing.WithRunningAgent;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.Settings;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.Slots;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service as it runs, between a real broker, a real registry and a model over HTTP. */
@WithRunningAgent
@Tag("long")
class GeneratorServiceTest {
  private static final byte[] GARBAGE = "no record".getBytes(StandardCharsets.UTF_8);

  @Autowired RunningAgent agent;

  /** Of this test; also the turn. */
  private String conversation = UUID.randomUUID().toString();

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) throws IOException {
    OfflineModel model = OfflineModel.start(Settings.INSTANT);
    properties.add("GENERATOR_BASE_URL", model::baseUrl);
  }

  @BeforeEach
  void theModelIsWell() {
    agent.modelIsWell();
  }

  @Test
  void anIntentComesOutAsAnArticleWithItsChunks() {
    // When
    publish();

    // Then
    ArticleWritten event = agent.await(Topics.ARTICLES, conversation);
    assertThat(event.getResult().getOutcome()).isEqualTo(ArticleOutcome.WRITTEN);
    assertThat(event.getResult().getArticle())
        .isNotNull()
        .satisfies(article -> {
          assertThat(article.getTitle()).contains("伦敦");
          assertThat(article.getMarkdown()).startsWith("# ");
        });
    TextChunk first = agent.await(Topics.CHUNKS, conversation);
    assertThat(first.getStreamId()).isEqualTo(event.getResult().getStreamId());
    assertThat(event.getResult().getArticle().getMarkdown()).startsWith(first.getText());
    assertThat(event.getCall().getOutputTokens()).isPositive();
    assertThat(agent.readiness()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "errorRate, MODEL_UNAVAILABLE",
    "hangRate, MODEL_TIMEOUT",
    "cutRate, MODEL_UNAVAILABLE"
  })
  void aModelThatFailsIsReported(String fault, FailureCode code) {
    // Given a model that has worked: the very first call of a process takes its time
    publish();
    agent.await(Topics.ARTICLES, conversation);
    conversation = UUID.randomUUID().toString();
    agent.modelFails(fault);

    // When
    publish();

    // Then
    AgentFailed failed = agent.await(Topics.FAILURES, conversation);
    assertThat(failed.getFailure().getAgent()).isEqualTo(Agents.GENERATOR);
    assertThat(failed.getFailure().getCode()).isEqualTo(code.name());
  }

  @Test
  void whatCannotBeReadIsSetAsideAndTheNextIsAnswered() throws Exception {
    // When
    agent.sendBytes(Topics.INTENTS, conversation, GARBAGE);
    publish();

    // Then
    assertThat(agent.awaitDeadLetter(Topics.INTENTS, Groups.GENERATOR_SERVICE, conversation))
        .isEqualTo(GARBAGE);
    assertThat(agent.await(Topics.ARTICLES, conversation)).isNotNull();
  }

  private void publish() {
    agent.send(
        Topics.INTENTS,
        conversation,
        IntentRecognized.newBuilder()
            .setTurn(RunningAgent.turn(conversation))
            .setRecognition(
                Recognition.newBuilder()
                    .setIntent(Intent.GENERATE_ARTICLE)
                    .setSlots(Slots.newBuilder().setTopic("伦敦").build())
                    .build())
            .build());
  }
}
