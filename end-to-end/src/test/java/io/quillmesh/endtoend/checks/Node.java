package io.quillmesh.endtoend.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Node, for the sake of AG-UI's own packages. Without it what needs it is skipped. */
public final class Node {

  private static final int PATIENCE_SECONDS = 120;

  private Node() {}

  /**
   * Runs a script, and gives what it prints.
   *
   * @throws AssertionError if it ends with another code than 0
   */
  public static String run(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("node", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = Files.readString(output);
      Files.delete(output);
      assertThat(ended && process.exitValue() == 0).as("%s: %s", script, printed).isTrue();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Skips the calling test, by name, where there is no Node. */
  public static void require() {
    try {
      new ProcessBuilder("node", "--version")
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      Assumptions.abort("Node is not installed, so AG-UI's own validators cannot run");
    }
  }
}
