package io.quillmesh.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.testing.RunningAgent;
import io.quillmesh.agent.testing.WithRunningAgent;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.Settings;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.Choice;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Intent;
import io.quillmesh.schemas.Phase;
import io.quillmesh.schemas.PhaseDecided;
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
class PhaseServiceTest {
  private static final byte[] GARBAGE = "no record".getBytes(StandardCharsets.UTF_8);

  @Autowired RunningAgent agent;

  /** Of this test; also the turn. */
  private String conversation = UUID.randomUUID().toString();

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) throws IOException {
    OfflineModel model = OfflineModel.start(Settings.INSTANT);
    properties.add("PHASE_BASE_URL", model::baseUrl);
  }

  @BeforeEach
  void theModelIsWell() {
    agent.modelIsWell();
  }

  @Test
  void anAnalysisComesOutAsAPhaseWithTemplates() {
    // When
    publish();

    // Then
    PhaseDecided event = agent.await(Topics.PHASES, conversation);
    assertThat(event.getPhase()).isEqualTo(Phase.CHOOSING_TEMPLATE);
    assertThat(event.getChoices())
        .hasSizeBetween(3, 5)
        .extracting(Choice::getIntent)
        .containsOnly(Intent.CHOOSE_TEMPLATE);
    assertThat(event.getCall().getModel()).isEqualTo("offline-phase");
    assertThat(agent.readiness()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "errorRate, MODEL_UNAVAILABLE",
    "hangRate, MODEL_TIMEOUT",
    "nonsenseRate, MODEL_ANSWER_INVALID"
  })
  void aModelThatFailsIsReported(String fault, FailureCode code) {
    // Given a model that has worked: the very first call of a process takes its time
    publish();
    agent.await(Topics.PHASES, conversation);
    conversation = UUID.randomUUID().toString();
    agent.modelFails(fault);

    // When
    publish();

    // Then
    AgentFailed failed = agent.await(Topics.FAILURES, conversation);
    assertThat(failed.getFailure().getAgent()).isEqualTo(Agents.PHASE);
    assertThat(failed.getFailure().getCode()).isEqualTo(code.name());
  }

  @Test
  void whatCannotBeReadIsSetAsideAndTheNextIsAnswered() throws Exception {
    // When
    agent.sendBytes(Topics.CONTEXTS, conversation, GARBAGE);
    publish();

    // Then
    assertThat(agent.awaitDeadLetter(Topics.CONTEXTS, Groups.PHASE_SERVICE, conversation))
        .isEqualTo(GARBAGE);
    assertThat(agent.await(Topics.PHASES, conversation)).isNotNull();
  }

  private void publish() {
    agent.send(
        Topics.CONTEXTS,
        conversation,
        ContextAnalyzed.newBuilder()
            .setTurn(RunningAgent.turn(conversation))
            .setAnalysis(Analysis.newBuilder().setSummary("伦敦游记").build())
            .build());
  }
}
