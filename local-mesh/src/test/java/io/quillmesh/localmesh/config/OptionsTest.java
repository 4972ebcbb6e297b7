package io.quillmesh.localmesh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  private static final Checkout CHECKOUT = new Checkout(Path.of("/checkout"));

  @Test
  void hasDefaults() {
    var options = Options.parse(List.of(), Map.of(), CHECKOUT);
    assertThat(options.data()).isEqualTo(Path.of("/checkout/.mesh"));
    assertThat(options.port(Part.GATEWAY)).isEqualTo(8080);
    assertThat(options.port(Part.BROKER)).isEqualTo(9092);
    assertThat(options.partitions()).isEmpty();
  }

  @Test
  void anOptionComesBeforeTheEnvironment() {
    var environment =
        Map.of("MESH_PORT", "1", "MESH_INTENT_SERVICE_PORT", "2", "MESH_DATA", "/elsewhere");
    var options = Options.parse(List.of("--port", "3"), environment, CHECKOUT);
    assertThat(options.port(Part.GATEWAY)).isEqualTo(3);
    assertThat(options.port(Part.INTENT)).isEqualTo(2);
    assertThat(options.data()).isEqualTo(Path.of("/elsewhere"));
  }

  @Test
  void aPartMayBeLeftOut() {
    var options = Options.parse(List.of("--without", "phase-service"), Map.of(), CHECKOUT);
    assertThat(options.without()).containsExactly(Part.PHASE);
  }

  @ParameterizedTest
  @CsvSource({
    "--tuned, '', true",
    "--no-caches, 1, true",
    "--no-caches, 0, false",
    "--no-caches, ' ', false"
  })
  void aTunedModelIsAskedFor(String option, String variable, boolean tuned) {
    assertThat(Options.parse(List.of(option), Map.of("MESH_TUNED", variable), CHECKOUT).tuned())
        .isEqualTo(tuned);
  }

  @Test
  void agentsAreFolders() {
    var environment = Map.of("MESH_AGENTS", " agents/first, /second,");
    AgentFolders named =
        Options.parse(List.of("--agent", "a", "--agent", "b", "--watch"), environment, CHECKOUT)
            .agents();
    AgentFolders inherited = Options.parse(List.of(), environment, CHECKOUT).agents();

    assertThat(named.runArguments())
        .containsExactly(
            "run",
            Path.of("a").toAbsolutePath().toString(),
            Path.of("b").toAbsolutePath().toString(),
            "--watch");
    assertThat(inherited.paths())
        .containsExactly(Path.of("agents/first").toAbsolutePath(), Path.of("/second"));
    assertThat(inherited.watch()).isFalse();
    assertThat(Options.parse(List.of(), Map.of(), CHECKOUT).agents().isEmpty()).isTrue();
  }

  @Test
  void flagsForTheJvmsAreWords() {
    var environment = Map.of("MESH_JVM_FLAGS", " -Xlog:gc  -XX:TieredStopAtLevel=4\n");
    assertThat(Options.parse(List.of(), environment, CHECKOUT).jvmFlags())
        .containsExactly("-Xlog:gc", "-XX:TieredStopAtLevel=4");
    assertThat(
            Options.parse(List.of("--jvm-flags", "-Xlog:safepoint"), environment, CHECKOUT)
                .jvmFlags())
        .containsExactly("-Xlog:safepoint");
    assertThat(Options.parse(List.of(), Map.of(), CHECKOUT).jvmFlags()).isEmpty();
  }

  @Test
  void furtherGatewaysKeepOutOfTheRegistrysWay() {
    var options = Options.parse(List.of("--gateways", "3"), Map.of(), CHECKOUT);
    assertThat(options.instances(Part.GATEWAY))
        .extracting(Instance::name)
        .containsExactly("gateway", "gateway-2", "gateway-3");
    assertThat(options.instances(Part.GATEWAY))
        .extracting(options::port)
        .containsExactly(8080, 8082, 8083);
    assertThat(options.instances(Part.BROKER)).containsExactly(Instance.first(Part.BROKER));
  }

  @Test
  void randomPortsAreForPartsWhosePortIsNotSaid() {
    var options =
        Options.parse(
            List.of("--port", "3", "--random-ports"), Map.of("MESH_BROKER_PORT", "4"), CHECKOUT);
    assertThat(options.port(Part.GATEWAY)).isEqualTo(3);
    assertThat(options.port(Part.BROKER)).isNotIn(4, 9092);
  }

  @ParameterizedTest
  @CsvSource({
    "--port, Missing required parameter for option",
    "--port 0, a number from 1 to 65535",
    "--port eighty, a number from 1 to 65535",
    "--partitions 0, a number from 1",
    "--gateways 0, a number from 1 to 9",
    "--without gatewy, there is no process gatewy",
    "--colour, Unknown option",
    "--agent, Missing required parameter for option",
    "up, Unmatched argument"
  })
  void nonsenseIsRefusedInWords(String arguments, String message) {
    List<String> words = Arrays.asList(arguments.split(" "));
    assertThatThrownBy(() -> Options.parse(words, Map.of(), CHECKOUT))
        .isInstanceOf(MeshException.class)
        .hasMessageContainingAll(words.getFirst(), message, "see ./mesh help");
  }

  @Test
  void nothingIsWatchedWithoutAgents() {
    assertThatThrownBy(() -> Options.parse(List.of("--watch"), Map.of(), CHECKOUT))
        .isInstanceOf(MeshException.class)
        .hasMessageContainingAll("--agent", "MESH_AGENTS");
  }

  @Test
  void nonsenseInTheEnvironmentIsRefusedWithItsVariable() {
    assertThatThrownBy(() -> Options.parse(List.of(), Map.of("MESH_TUNED", "perhaps"), CHECKOUT))
        .isInstanceOf(MeshException.class)
        .hasMessageContainingAll("MESH_TUNED", "not perhaps");
    var environment = Map.of("MESH_PORT", "eighty", "MESH_GATEWAYS", " ");
    assertThatThrownBy(() -> Options.parse(List.of(), environment, CHECKOUT))
        .isInstanceOf(MeshException.class)
        .hasMessageContainingAll("MESH_PORT", "not eighty");
  }
}
