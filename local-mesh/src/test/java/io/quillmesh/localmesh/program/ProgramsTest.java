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
  private static final Instance TUNED_MODEL = Instance.first(Part.TUNED_MODEL);

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

  @Test
  void aTunedModelStandsInFrontOfTheModelOfTheIntentAgentAlone() throws Exception {
    for (String module : List.of("tuned-model", "intent-service", "reply-service")) {
      Teller.install(folder, module);
    }
    Teller.install(folder, "local-mesh", "-child");

    assertThat(programs().instances()).doesNotContain(TUNED_MODEL);
    Programs tuned = programs("--tuned");

    assertThat(tuned.instances()).contains(TUNED_MODEL);
    Program model = tuned.of(TUNED_MODEL);
    assertThat(model.environment())
        .containsEntry("INTENT_UPSTREAM_URL", "http://127.0.0.1:8090/v1")
        .containsEntry("SERVER_PORT", "8107")
        .containsKeys("TUNED_ARTEFACTS", "MESH_WEIGHTS")
        .doesNotContainKeys("OPENAI_API_KEY", "KAFKA_BOOTSTRAP_SERVERS");
    assertThat(model.jvmFlags())
        .containsSequence("--add-modules", "jdk.incubator.vector")
        .doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(tuned.of(Instance.first(Part.INTENT)).environment())
        .containsEntry("INTENT_BASE_URL", "http://127.0.0.1:8107/intent/v1")
        .containsEntry("OPENAI_API_KEY", "offline");
    assertThat(tuned.of(Instance.first(Part.REPLY)).environment())
        .doesNotContainKey("INTENT_BASE_URL");
  }

  @Test
  void whatATunedModelDoesNotAnswerGoesWhereTheIntentAgentWouldHaveAsked() throws Exception {
    Teller.install(folder, "tuned-model");
    Teller.install(folder, "local-mesh", "-child");
    var variables =
        Map.of(
            "OPENAI_API_KEY", "sk-1",
            "OPENAI_BASE_URL", "http://all/v1",
            "OPENAI_MODEL", "m",
            "INTENT_BASE_URL", "http://intents/v1?api-version=7");

    Program model = programs(variables, "--tuned").of(TUNED_MODEL);

    assertThat(model.environment())
        .containsEntry("INTENT_UPSTREAM_URL", "http://intents/v1?api-version=7");
  }

  private Programs programs(String... arguments) {
    return programs(Map.of(), arguments);
  }

  private Programs programs(Map<String, String> variables, String... arguments) {
    var checkout = new Checkout(folder);
    return new Programs(
        checkout,
        new DataFolder(folder),
        Options.parse(List.of(arguments), Map.of(), checkout),
        ModelSettings.of(variables, Part.OFFLINE_MODEL.defaultPort()),
        Map.of());
  }
}
