package io.quillmesh.endtoend.mesh;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The process behind {@code ./mesh up}, started from the jar of the build. */
final class Supervisor implements AutoCloseable {

  private static final String READY = "Quillmesh is ready";

  /**
   * Long enough for ten JVMs on a busy machine without start-up caches. A mesh that is ready
   * earlier is used at once.
   */
  private static final long PATIENCE_SECONDS = 360;

  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final Thread hook = Thread.ofPlatform().unstarted(this::end);
  private final ConcurrentLinkedDeque<String> output = new ConcurrentLinkedDeque<>();

  private Supervisor(Process process) {
    this.process = process;
  }

  /**
   * Returns when everything is ready.
   *
   * @param settings what the mesh gets from this process's environment
   * @param options further options of {@code ./mesh up}
   */
  static Supervisor start(Path data, Predicate<String> settings, String... options)
      throws IOException, InterruptedException {
    return start(data, settings, Map.of(), List.of(options));
  }

  /** The same, with settings of the test. */
  static Supervisor start(
      Path data, Predicate<String> settings, Map<String, String> own, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = command("up");
    command.addAll(List.of("--random-ports", "--data", data.toString()));
    command.addAll(options);
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(settings.negate());
    builder.environment().putAll(own);
    builder.redirectErrorStream(true);
    var supervisor = new Supervisor(builder.start());
    Runtime.getRuntime().addShutdownHook(supervisor.hook);
    try {
      supervisor.awaitReady(data);
      return supervisor;
    } catch (InterruptedException | RuntimeException e) {
      supervisor.close();
      throw e;
    }
  }

  /** What {@code ./mesh} runs, with these arguments. */
  static List<String> command(String... arguments) throws IOException {
    Path root = Path.of(System.getProperty("quillmesh.root", "..")).toAbsolutePath().normalize();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        new ArrayList<>(
            List.of(java.toString(), "-Dquillmesh.root=" + root, "-jar", jar(root).toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path jar(Path root) throws IOException {
    Path target = root.resolve("local-mesh/target");
    List<Path> jars = List.of();
    if (Files.isDirectory(target)) {
      try (var files = Files.list(target)) {
        jars =
            files
                .filter(file ->
                    file.getFileName().toString().matches("local-mesh-[0-9.]+(-SNAPSHOT)?\\.jar"))
                .toList();
      }
    }
    if (jars.size() != 1) {
      throw new IllegalStateException(
          "These tests run what the build has packaged, and there is no one jar in %s: run ./mesh test, or ./mesh build first."
              .formatted(target));
    }
    return jars.getFirst();
  }

  private void awaitReady(Path data) throws InterruptedException {
    var ready = new CompletableFuture<Void>();
    Thread.ofVirtual().name("mesh-output").start(() -> read(ready));
    try {
      ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "The mesh was not ready (logs are in %s):%n%s".formatted(data.resolve("logs"), said()),
          e);
    }
  }

  /** Returns when it has printed this. */
  void awaitWords(String words, Duration patience) {
    await(words).atMost(patience).until(() -> said().contains(words));
  }

  /** Its whole output. */
  String said() {
    return String.join("\n", output);
  }

  /** Its child processes and their children. */
  Stream<ProcessHandle> descendants() {
    return process.descendants();
  }

  /** Reads to the end, so that the mesh never waits for a reader. */
  private void read(CompletableFuture<Void> ready) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line; (line = lines.readLine()) != null; ) {
        output.add(line);
        if (line.contains(READY)) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(new IllegalStateException("It ended"));
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook runs or has run.
      return;
    }
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
