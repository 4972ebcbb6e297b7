package io.quillmesh.localmesh.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Records which process runs under which name. {@code run/<name>.pid} has the pid of the latest
 * run.
 */
public final class PidFiles {

  private static final String SUFFIX = ".pid";

  private final Path folder;

  public PidFiles(Path folder) {
    this.folder = folder;
  }

  void write(String name, long pid) throws IOException {
    Files.createDirectories(folder);
    Path fresh = folder.resolve(name + ".pid.new");
    Files.writeString(fresh, pid + "\n");
    // A reader sees the old pid or the new one, never a partial one.
    Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE);
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  /** The process, if it runs. */
  public Optional<ProcessHandle> find(String name) throws IOException {
    try {
      Instant written = Files.getLastModifiedTime(file(name)).toInstant();
      long pid = Long.parseLong(Files.readString(file(name)).strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedBefore(process, written));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * When a mesh is killed, its processes end by themselves. This waits for them, and kills those
   * that do not end in time.
   */
  public void awaitLeftovers(Duration patience) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    for (String name : names()) {
      Optional<ProcessHandle> leftover = find(name);
      if (leftover.isPresent()
          && !ends(leftover.get(), Duration.between(Instant.now(), deadline))) {
        leftover.get().destroyForcibly();
        ends(leftover.get(), Duration.ofSeconds(5));
      }
      remove(name);
    }
  }

  private static boolean ends(ProcessHandle process, Duration patience)
      throws InterruptedException {
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .toList();
    }
  }

  /** Pids are reused: a process that is younger than the file is another one. */
  private static boolean startedBefore(ProcessHandle process, Instant written) {
    return process
        .info()
        .startInstant()
        .map(start -> start.isBefore(written.plusSeconds(1)))
        .orElse(true);
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
