package io.quillmesh.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.testing.AgentServiceContract;
import io.quillmesh.agent.testing.WithRunningAgent;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.settings.Settings;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@WithRunningAgent
@Tag("long")
class IntentServiceTest extends AgentServiceContract<TurnStarted, IntentRecognized> {

  IntentServiceTest() {
    super(Agents.INTENT, Groups.INTENT_SERVICE, Topics.TURNS, Topics.INTENTS);
  }

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) throws IOException {
    OfflineModel model = OfflineModel.start(Settings.INSTANT);
    properties.add("INTENT_BASE_URL", model::baseUrl);
  }

  @Override
  protected TurnStarted input(Turn turn) {
    return TurnStarted.newBuilder().setTurn(turn).build();
  }

  @Override
  protected boolean writesText() {
    return false;
  }

  @Test
  void aTurnComesOutAsAnIntent() {
    // When
    publish();

    // Then
    IntentRecognized event = output();
    assertThat(event.getRecognition().getIntent()).isEqualTo(Intent.GENERATE_ARTICLE);
    assertThat(event.getRecognition().getSlots().getTopic()).isEqualTo("伦敦");
    assertThat(event.getCall().getModel()).isEqualTo("offline-intent");
    assertThat(event.getTurn().getMessage()).isEqualTo("帮我写一篇伦敦游记");
    assertThat(agent.readiness()).isEqualTo(200);
  }
}
