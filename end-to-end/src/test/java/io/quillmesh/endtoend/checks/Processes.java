package io.quillmesh.endtoend.checks;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The mesh's processes, by name, for who wants to do them harm. */
public final class Processes {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path pidFiles;
  private final Set<String> paused = ConcurrentHashMap.newKeySet();

  /**
   * @param data the mesh's data folder
   */
  Processes(Path data) {
    this.pidFiles = data.resolve("run");
  }

  /** Stops a process without ending it, so that it is silent and nobody starts it again. */
  public void pause(String name) {
    paused.add(name);
    signal("STOP", pid(name));
  }

  /** Lets a paused process go on. */
  public void resume(String name) {
    if (paused.remove(name)) {
      signal("CONT", pid(name));
    }
  }

  /** Lets all paused processes go on. */
  public void resumeAll() {
    Set.copyOf(paused).forEach(this::resume);
  }

  /** Ends a process as a crash does, and returns when the supervisor has started another. */
  public void kill(String name) {
    long killed = pid(name);
    signal("KILL", killed);
    await(name + " is started again").atMost(PATIENCE).until(() -> pid(name) != killed);
  }

  private long pid(String name) {
    try {
      return Long.parseLong(Files.readString(pidFiles.resolve(name + ".pid")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("no process " + name, e);
    }
  }

  private static void signal(String signal, long pid) {
    try {
      int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("process " + pid + " cannot be signalled");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
