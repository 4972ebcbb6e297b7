package io.quillmesh.endtoend.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mesh up --agent}, with only what an agent host needs to run. */
class AgentHostUpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HOST = "agent-host";
  private static final List<String> NOT_NEEDED =
      List.of(
          "offline-model",
          "intent-service",
          "context-service",
          "generator-service",
          "reply-service",
          "phase-service",
          "gateway");

  @TempDir Path folder;

  @Test
  @Tag("long")
  void theAgentHostIsStartedAgainAfterACrash() throws Exception {
    Path examples = Path.of(System.getProperty("quillmesh.root", "..")).resolve("agents");
    Path data = folder.resolve("data");
    try (var supervisor = up(data, examples.resolve("title-suggester"));
        var mesh = Mesh.join(data)) {
      ProcessHandle first = mesh.process(HOST).orElseThrow();

      first.destroyForcibly();

      await("another one")
          .atMost(PATIENCE)
          .until(() -> mesh.process(HOST).filter(it -> !it.equals(first)).isPresent());
      supervisor.awaitWords(HOST + "          is ready again", PATIENCE);
      assertThat(mesh.processes()).containsOnlyKeys("broker", "registry", HOST, "supervisor");
    }
  }

  @Test
  void aFolderWithAMistakeStopsTheMeshBeforeItStarts() throws IOException {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("agent.yml"), "name: another\n");
    Path data = folder.resolve("data");

    assertThatThrownBy(() -> up(data, broken))
        .hasMessageContainingAll("agent.yml", "nothing was started");

    assertThat(data.resolve("run/ports.properties")).doesNotExist();
  }

  private static Supervisor up(Path data, Path agent) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("--no-caches", "--agent", agent.toString()));
    NOT_NEEDED.forEach(process -> options.addAll(List.of("--without", process)));
    return Supervisor.start(data, Mesh.NOBODYS, options.toArray(String[]::new));
  }
}
