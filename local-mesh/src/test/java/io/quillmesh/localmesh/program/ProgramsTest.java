package io.quillmesh.localmesh.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.DataFolder;
import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.ModelSettings;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
  private static final Instance AGENT_HOST = Instance.first(Part.AGENT_HOST);

  @TempDir Path folder;

  @Test
  void thereIsAnAgentHostOnlyIfThereAreAgents() {
    assertThat(programs().instances()).doesNotContain(AGENT_HOST);
    assertThat(programs("--agent", "titles").instances()).contains(AGENT_HOST);
    assertThat(programs("--agent", "titles", "--without", "agent-host").instances())
        .doesNotContain(AGENT_HOST);
  }

  @Test
  void theAgentHostRunsAllFoldersAndAsksTheModelOfTheOthers() throws Exception {
    Teller.install(folder, "agent-host");
    Teller.install(folder, "local-mesh", "-child");

    Program program = programs("--agent", "/a/titles", "--agent", "/b/facts").of(AGENT_HOST);

    assertThat(program.arguments()).containsExactly("run", "/a/titles", "/b/facts");
    assertThat(program.environment())
        .containsEntry("OPENAI_API_KEY", "offline")
        .containsEntry("SERVER_PORT", "8106")
        .containsKeys("KAFKA_BOOTSTRAP_SERVERS", "SCHEMA_REGISTRY_URL");
  }

  @Test
  void agentsWithMistakesAreRefused() throws Exception {
    // Whatever it checks, it ends with an error.
    Teller.install(folder, "agent-host");

    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> programs("--agent", "/a/titles").checkAgents())
        .withMessageContaining("nothing was started");

    assertThat(Files.readString(Teller.told(folder, "agent-host"))).startsWith("check /a/titles\n");
  }

  private Programs programs(String... arguments) {
    var checkout = new Checkout(folder);
    return new Programs(
        checkout,
        new DataFolder(folder),
        Options.parse(List.of(arguments), Map.of(), checkout),
        ModelSettings.of(Map.of(), Part.OFFLINE_MODEL.defaultPort()),
        Map.of());
  }
}
