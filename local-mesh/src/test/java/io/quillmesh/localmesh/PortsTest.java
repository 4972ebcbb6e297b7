package io.quillmesh.localmesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.FreePorts;
import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final Checkout CHECKOUT = new Checkout(Path.of("/checkout"));

  @Test
  void aTakenPortIsToldWithItsProcessAndItsOption() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      // Given
      String port = Integer.toString(taken.getLocalPort());
      var options = Options.parse(List.of("--random-ports", "--port", port), Map.of(), CHECKOUT);
      // When, then
      assertThatThrownBy(() -> Ports.requireFree(all(options), options))
          .isInstanceOf(MeshException.class)
          .hasMessage(
              "Port %s is taken, and the gateway needs it; choose another with --port PORT or MESH_PORT=PORT.",
              port);
    }
  }

  @Test
  void twoOfOursAtOnePortAreTold() {
    // Given
    var options =
        Options.parse(
            List.of("--random-ports", "--port", "20001", "--broker-port", "20001"),
            Map.of(),
            CHECKOUT);
    // When, then
    assertThatThrownBy(() -> Ports.requireFree(all(options), options))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("Port 20001 is taken, and the gateway needs it");
  }

  private static List<Instance> all(Options options) {
    return Arrays.stream(Part.values()).flatMap(it -> options.instances(it).stream()).toList();
  }

  @Test
  void freePortsAreFine() {
    // Given
    var options = Options.parse(List.of("--random-ports"), Map.of(), CHECKOUT);
    // When, then
    assertThatCode(() -> Ports.requireFree(all(options), options)).doesNotThrowAnyException();
  }

  @Test
  void nobodyGetsAPortThatAnotherOneGot() {
    assertThat(IntStream.range(0, 3000).map(_ -> FreePorts.next())).doesNotHaveDuplicates();
  }
}
