package io.quillmesh.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.testing.AgentServiceContract;
import io.quillmesh.agent.testing.WithRunningAgent;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.settings.Settings;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.Groups;
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
class ContextServiceTest extends AgentServiceContract<TurnStarted, ContextAnalyzed> {

  ContextServiceTest() {
    super(Agents.CONTEXT, Groups.CONTEXT_SERVICE, Topics.TURNS, Topics.CONTEXTS);
  }

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) throws IOException {
    OfflineModel model = OfflineModel.start(Settings.INSTANT);
    properties.add("CONTEXT_BASE_URL", model::baseUrl);
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
  void aTurnComesOutAnalysed() {
    // When
    publish();

    // Then
    ContextAnalyzed event = output();
    assertThat(event.getAnalysis().getSummary()).contains("伦敦");
    assertThat(event.getAnalysis().getNeeds()).isNotEmpty();
    assertThat(event.getAnalysis().getUndiscoveredCapabilities()).isNotEmpty();
    assertThat(event.getCall().getModel()).isEqualTo("offline-context");
    assertThat(agent.readiness()).isEqualTo(200);
  }
}
