package io.quillmesh.endtoend.checks;

import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.mesh.Mesh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The mesh's processes, by name, for tests that harm them. */
public final class Processes {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Mesh mesh;
  private final Set<String> paused = ConcurrentHashMap.newKeySet();

  Processes(Mesh mesh) {
    this.mesh = mesh;
  }

  /** Pauses a process, so that it is silent and nobody restarts it. */
  public void pause(String name) {
    paused.add(name);
    signal("STOP", process(name));
  }

  /** Lets a paused process continue. */
  public void resume(String name) {
    if (paused.remove(name)) {
      signal("CONT", process(name));
    }
  }

  /** Lets all paused processes continue. */
  public void resumeAll() {
    Set.copyOf(paused).forEach(this::resume);
  }

  /** Kills a process like a crash, and returns when the supervisor has started another. */
  public void kill(String name) {
    awaitSuccessor(name, ProcessHandle::destroyForcibly);
  }

  /** Asks a process to end, and returns when the supervisor has started another. */
  public void stop(String name) {
    awaitSuccessor(name, ProcessHandle::destroy);
  }

  /** Returns when the health of every agent and gateway says that it is ready. */
  public void awaitReady() {
    mesh.services()
        .forEach(name -> await(name + " is ready").atMost(PATIENCE).until(() -> isReady(name)));
  }

  private boolean isReady(String name) throws InterruptedException {
    URI readiness = mesh.address(name).resolve("/actuator/health/readiness");
    try {
      return http.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The address of the process itself, without the address that leads to several of them. */
  public URI address(String name) {
    return mesh.address(name);
  }

  /** The names of all gateways. */
  public List<String> gateways() {
    return mesh.gateways();
  }

  /**
   * The resources of a process.
   *
   * @param files open files, also sockets, without the files of the mesh's data: those grow with
   *     the data, and the broker has one more for each partition in which a transaction was aborted
   * @param megabytes resident
   */
  public record Held(int threads, int files, long megabytes) {
    @Override
    public String toString() {
      return threads + " threads, " + files + " files, " + megabytes + " MB";
    }
  }

  /** The resources of each process; empty if there is no {@code /proc}. */
  public Map<String, Held> held() {
    Map<String, Held> held = new TreeMap<>();
    try {
      for (var process : mesh.processes().entrySet()) {
        Path proc = Path.of("/proc", Long.toString(process.getValue().pid()));
        if (Files.isDirectory(proc)) {
          long pages = Long.parseLong(Files.readString(proc.resolve("statm")).split(" ")[1]);
          held.put(
              process.getKey(),
              new Held(
                  count(proc.resolve("task"), _ -> true),
                  count(proc.resolve("fd"), this::isNoData),
                  pages * 4 / 1024));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return held;
  }

  private static int count(Path folder, Predicate<Path> which) throws IOException {
    try (var entries = Files.list(folder)) {
      return (int) entries.filter(which).count();
    }
  }

  private boolean isNoData(Path descriptor) {
    try {
      return !Files.readSymbolicLink(descriptor).startsWith(mesh.data().toAbsolutePath());
    } catch (IOException e) {
      // It was closed after the listing.
      return false;
    }
  }

  private void awaitSuccessor(String name, Consumer<ProcessHandle> end) {
    ProcessHandle killed = process(name);
    end.accept(killed);
    await(name + " is started again")
        .atMost(PATIENCE)
        .until(() -> mesh.process(name).filter(found -> !found.equals(killed)).isPresent());
  }

  private ProcessHandle process(String name) {
    try {
      return mesh.process(name)
          .orElseThrow(() -> new IllegalStateException(name + " is not there"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String signal, ProcessHandle process) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("process " + process.pid() + " cannot be signalled");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
