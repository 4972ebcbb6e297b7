package io.quillmesh.endtoend.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.checks.Broker;
import io.quillmesh.endtoend.checks.Processes;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent host crashes while its agents are at work. */
@BlackBox
@WithMesh
class KilledAgentHostTest {

  private static final String PATIENT = "patient";
  private static final String HASTY = "hasty";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void theNextHostAnswersAndWhatTookTooLongHasFailed(
      Mesh mesh, Gateway gateway, Processes processes, OfflineModel model, Broker broker)
      throws Exception {
    // Given two agents that are asked and do not answer
    Path patient = Folder.mood(folder, PATIENT, "deadline: 60s").path();
    Path hasty = Folder.mood(folder, HASTY, "deadline: 3s").path();
    Directories directories = Directories.of(processes);
    Connection connection = gateway.newPerson().open().ready();
    model.set(Map.of("hangRate", 1.0, "models", List.of("offline-" + PATIENT, "offline-" + HASTY)));
    Message message;
    try (var first = AgentStart.of(mesh, patient, hasty)) {
      directories.awaitStatus(PATIENT, "ADMITTED");
      directories.awaitStatus(HASTY, "ADMITTED");
      message = connection.send("Help me write a travelogue about Bergen");
      await("both are asked")
          .atMost(PATIENCE)
          .until(() -> model.calls(PATIENT) > 0 && model.calls(HASTY) > 0);

      // When
      first.killHost();
    }
    connection.awaitFrame(
        "the deadline",
        frame ->
            frame.is("SUBAGENT_ERROR")
                && frame.text("subagentRunId").equals(message.runId() + "/" + HASTY));
    model.behaveWell();
    try (var _ = AgentStart.of(mesh, patient, hasty)) {
      Run run = connection.run(message);

      // Then
      assertThat(run.succeeded()).isTrue();
      assertThat(run.article()).contains("Bergen");
      assertThat(run.state().at("/results/patient/mood").asString()).isNotBlank();
      assertThat(run.state().at("/agents/patient/status").asString()).isEqualTo("DONE");
      assertThat(run.state().at("/agents/hasty/status").asString()).isEqualTo("FAILED");
      assertThat(run.state().path("results").has(HASTY)).isFalse();
    } finally {
      directories.remove(broker, PATIENT, HASTY);
    }
  }
}
