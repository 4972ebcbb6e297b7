package io.quillmesh.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.testing.AgentServiceContract;
import io.quillmesh.agent.testing.WithRunningAgent;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.settings.Settings;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Phase;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@WithRunningAgent
@Tag("long")
class PhaseServiceTest extends AgentServiceContract<ContextAnalyzed, PhaseDecided> {

  PhaseServiceTest() {
    super(Agents.PHASE, Groups.PHASE_SERVICE, Topics.CONTEXTS, Topics.PHASES);
  }

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) throws IOException {
    OfflineModel model = OfflineModel.start(Settings.INSTANT);
    properties.add("PHASE_BASE_URL", model::baseUrl);
  }

  @Override
  protected ContextAnalyzed input(Turn turn) {
    return ContextAnalyzed.newBuilder()
        .setTurn(turn)
        .setAnalysis(Analysis.newBuilder().setSummary("伦敦游记").build())
        .build();
  }

  @Override
  protected boolean writesText() {
    return false;
  }

  @Test
  void anAnalysisComesOutAsAPhaseWithTemplates() {
    // When
    publish();

    // Then
    PhaseDecided event = output();
    assertThat(event.getPhase()).isEqualTo(Phase.CHOOSING_TEMPLATE);
    assertThat(event.getChoices())
        .hasSizeBetween(3, 5)
        .extracting(Choice::getIntent)
        .containsOnly(Intent.CHOOSE_TEMPLATE);
    assertThat(event.getCall().getModel()).isEqualTo("offline-phase");
    assertThat(agent.readiness()).isEqualTo(200);
  }
}
