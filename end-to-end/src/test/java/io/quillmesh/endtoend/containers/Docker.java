package io.quillmesh.endtoend.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The {@code docker} command of an operator. */
record Docker(Map<String, String> environment) {

  /** Long enough to build an image and to start ten JVMs on a busy machine. */
  private static final int PATIENCE_SECONDS = 600;

  /**
   * The variables that say where the engine is. No other variables of this process are passed on.
   */
  private static final Pattern PASSED_ON = Pattern.compile("PATH|HOME|TMPDIR|XDG_.*|DOCKER_.*");

  /** Why there are no containers here; empty if there can be. */
  static Optional<String> missing() {
    var docker = new Docker(Map.of());
    try {
      docker.run("version", "--format", "{{.Server.Version}}");
      docker.run("compose", "version");
      return Optional.empty();
    } catch (IllegalStateException | UncheckedIOException e) {
      return Optional.of(
          "There is no Docker engine with Compose here: the containers were not tested. "
              + e.getMessage());
    }
  }

  /**
   * Runs {@code docker} with these arguments, and returns its output.
   *
   * @throws IllegalStateException if its exit code is not 0
   */
  String run(String... arguments) {
    return run(List.of(arguments));
  }

  String run(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile("docker", ".out");
      Path errors = Files.createTempFile("docker", ".err");
      try {
        return run(command, output, errors);
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String run(List<String> command, Path output, Path errors)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> !PASSED_ON.matcher(name).matches());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    if (!ended || process.waitFor() != 0) {
      throw new IllegalStateException(
          "%s %s:%n%s"
              .formatted(
                  String.join(" ", command),
                  ended ? "failed" : "did not end",
                  Files.readString(errors)));
    }
    return Files.readString(output);
  }
}
