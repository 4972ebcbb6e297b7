package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Gateway;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./mesh conform}, as the author of another server runs it. */
@BlackBox
class ConformanceTest {

  @Test
  void theMeshKeepsTheProposal(Gateway gateway) throws IOException, InterruptedException {
    URI address = gateway.address();

    String said =
        conform(
            "--url",
            "ws://%s:%d/v1/conversations/{threadId}/socket"
                .formatted(address.getHost(), address.getPort()),
            "--sessions",
            address.resolve("/v1/sessions").toString());

    assertThat(said).startsWith("0: ").contains("PASS     RE-1", " 0 failed, 1 skipped");
  }

  /** The exit code, and what was printed. */
  private static String conform(String... options) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("quillmesh.root", "..")).toAbsolutePath().normalize();
    List<String> command = new ArrayList<>(List.of(root.resolve("mesh").toString(), "conform"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + ": " + output;
  }
}
