package io.quillmesh.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.testing.RunningAgent;
import io.quillmesh.agent.testing.WithRunningAgent;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.Settings;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Article;
import io.quillmesh.schemas.ArticleOutcome;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Author;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Recognition;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Slots;
import io.quillmesh.schemas.Topics;
import io.quillmesh.writing.Capability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
class ReplyServiceTest {
  private static final byte[] GARBAGE = "no record".getBytes(StandardCharsets.UTF_8);

  @Autowired RunningAgent agent;

  /** Of this test; also the turn. */
  private String conversation = UUID.randomUUID().toString();

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) throws IOException {
    OfflineModel model = OfflineModel.start(Settings.INSTANT);
    properties.add("REPLY_BASE_URL", model::baseUrl);
  }

  @BeforeEach
  void theModelIsWell() {
    agent.modelIsWell();
  }

  @Test
  void aRequestComesOutAsAReply() {
    // When
    publish();

    // Then
    ReplyComposed event = agent.await(Topics.REPLIES, conversation);
    assertThat(event.getText()).contains("伦敦").contains(Capability.ARTISTIC_MOOD.say("zh"));
    assertThat(event.getSuggestedCapability()).isEqualTo(Capability.ARTISTIC_MOOD.id());
    assertThat(event.getTurnId()).isEqualTo(conversation);
    assertThat(event.getCall().getModel()).isEqualTo("offline-reply");
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
    agent.await(Topics.REPLIES, conversation);
    conversation = UUID.randomUUID().toString();
    agent.modelFails(fault);

    // When
    publish();

    // Then
    AgentFailed failed = agent.await(Topics.FAILURES, conversation);
    assertThat(failed.getFailure().getAgent()).isEqualTo(Agents.REPLY);
    assertThat(failed.getFailure().getCode()).isEqualTo(code.name());
  }

  @Test
  void whatCannotBeReadIsSetAsideAndTheNextIsAnswered() throws Exception {
    // When
    agent.sendBytes(Topics.REQUESTS, conversation, GARBAGE);
    publish();

    // Then
    assertThat(agent.awaitDeadLetter(Topics.REQUESTS, Groups.REPLY_SERVICE, conversation))
        .isEqualTo(GARBAGE);
    assertThat(agent.await(Topics.REPLIES, conversation)).isNotNull();
  }

  @Test
  void aRequestForAnotherAgentIsPassedOver() {
    // When another agent is asked about the same turn first, and not told of anything
    publish("title-suggester", List.of());
    publish();

    // Then
    assertThat(agent.await(Topics.REPLIES, conversation).getSuggestedCapability())
        .isEqualTo(Capability.ARTISTIC_MOOD.id());
  }

  private void publish() {
    publish(
        Agents.REPLY,
        List.of(
            Finding.newBuilder().setAgent(Agents.CONTEXT).setAnalysis(analysis()).build(),
            Finding.newBuilder().setAgent(Agents.GENERATOR).setArticle(article()).build()));
  }

  private void publish(String asked, List<Finding> findings) {
    agent.send(
        Topics.REQUESTS,
        conversation,
        AgentRequested.newBuilder()
            .setAgent(asked)
            .setTurn(RunningAgent.turn(conversation))
            .setFindings(findings)
            .build());
  }

  private static Analysis analysis() {
    return Analysis.newBuilder()
        .setSummary("伦敦游记")
        .setUndiscoveredCapabilities(List.of(Capability.ARTISTIC_MOOD.id()))
        .build();
  }

  private static ArticleResult article() {
    return ArticleResult.newBuilder()
        .setOutcome(ArticleOutcome.WRITTEN)
        .setArticle(new Article(1, "伦敦游记", "# 伦敦游记\n\n雾。", Author.AGENT, false))
        .setRecognition(
            Recognition.newBuilder()
                .setIntent(Intent.GENERATE_ARTICLE)
                .setSlots(Slots.newBuilder().setTopic("伦敦").build())
                .build())
        .build();
  }
}
