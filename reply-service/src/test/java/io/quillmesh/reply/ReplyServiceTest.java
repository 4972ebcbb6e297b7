package io.quillmesh.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.testing.AgentServiceContract;
import io.quillmesh.agent.testing.WithRunningAgent;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.settings.Settings;
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
import io.quillmesh.schemas.Turn;
import io.quillmesh.writing.Capability;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@WithRunningAgent
@Tag("long")
class ReplyServiceTest extends AgentServiceContract<AgentRequested, ReplyComposed> {

  ReplyServiceTest() {
    super(Agents.REPLY, Groups.REPLY_SERVICE, Topics.REQUESTS, Topics.REPLIES);
  }

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) throws IOException {
    OfflineModel model = OfflineModel.start(Settings.INSTANT);
    properties.add("REPLY_BASE_URL", model::baseUrl);
  }

  @Override
  protected AgentRequested input(Turn turn) {
    return request(
        Agents.REPLY,
        turn,
        List.of(
            Finding.newBuilder().setAgent(Agents.CONTEXT).setAnalysis(analysis()).build(),
            Finding.newBuilder().setAgent(Agents.GENERATOR).setArticle(article()).build()));
  }

  @Override
  protected boolean writesText() {
    return true;
  }

  @Test
  void aRequestComesOutAsAReply() {
    // When
    publish();

    // Then
    ReplyComposed event = output();
    assertThat(event.getText()).contains("伦敦").contains(Capability.ARTISTIC_MOOD.say("zh"));
    assertThat(event.getSuggestedCapability()).isEqualTo(Capability.ARTISTIC_MOOD.id());
    assertThat(event.getTurnId()).isEqualTo(turn().getTurnId());
    assertThat(event.getCall().getModel()).isEqualTo("offline-reply");
    assertThat(agent.readiness()).isEqualTo(200);
  }

  @Test
  void aRequestForAnotherAgentIsPassedOver() {
    // When another agent is asked about the same turn first, and not told of anything
    publish(request("title-suggester", turn(), List.of()));
    publish();

    // Then
    assertThat(output().getSuggestedCapability()).isEqualTo(Capability.ARTISTIC_MOOD.id());
  }

  private static AgentRequested request(String asked, Turn turn, List<Finding> findings) {
    return AgentRequested.newBuilder().setAgent(asked).setTurn(turn).setFindings(findings).build();
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
