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

  @ParameterizedTest
  @CsvSource({
    "--port, --port needs a value",
    "--port 0, --port must be a port from 1 to 65535",
    "--port eighty, --port must be a number",
    "--partitions 0, at least one partition",
    "--gateways 0, There can be 1 to 9 gateways",
    "--without gatewy, no process gatewy",
    "--colour, Unknown option --colour"
  })
  void nonsenseIsRefusedInWords(String arguments, String message) {
    List<String> words = Arrays.asList(arguments.split(" "));
    assertThatThrownBy(() -> Options.parse(words, Map.of(), CHECKOUT))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining(message);
  }
}
