package io.quillmesh.endtoend.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code ./mesh} with a command that ends by itself. */
final class Tool {

  private Tool() {}

  /** Runs it; it must succeed. Returns what it printed. */
  static String run(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command.command(), output).isZero();
    return output;
  }
}
