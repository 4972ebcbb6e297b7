package io.quillmesh.localmesh.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The one folder with all data: of the broker, of the registry, state that services derive from
 * topics, the keys that must not change, logs, and which processes run.
 */
public record DataFolder(Path path) {
  /** Changes when schemas begin anew: the registry would refuse them beside those before. */
  private static final String FORMAT = "2";

  public Path broker() {
    return path.resolve("broker");
  }

  public Path registry() {
    return path.resolve("registry");
  }

  /** For a service's Kafka Streams. */
  public Path state(Instance instance) {
    return path.resolve("state").resolve(instance.name());
  }

  public Path log(String process) {
    return path.resolve("logs").resolve(process + ".log");
  }

  Path sessionKey() {
    return path.resolve("session.key");
  }

  Path subjectKey() {
    return path.resolve("subject.key");
  }

  /** What runs: pid files and ports. */
  public Path run() {
    return path.resolve("run");
  }

  /** Which part has which port, as properties. */
  public Path ports() {
    return run().resolve("ports.properties");
  }

  /** How Kafka clients, and those of the registry, find them: for {@code --command-config}. */
  public Path clientSettings() {
    return run().resolve("client.properties");
  }

  /**
   * Makes the folder this process's own until it ends, however it ends.
   *
   * @throws MeshException if it is another's or cannot be written
   */
  public Lock lock() {
    return tryLock()
        .orElseThrow(() ->
            new MeshException(
                "Another mesh uses the data folder "
                    + path
                    + ". End that one (./mesh status shows it), or use --data for another"
                    + " folder."));
  }

  /**
   * The same; empty if it is another's.
   *
   * @throws MeshException if it cannot be written
   */
  public Optional<Lock> tryLock() {
    Path file = path.resolve("lock");
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return Optional.of(new Lock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new MeshException(
          "The data folder " + path + " cannot be written: " + e + ". Use --data for another.", e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by this process itself.
      return false;
    }
  }

  /**
   * Makes sure that these programs can read what is in the folder, and marks it as theirs.
   *
   * @throws MeshException if it is of a mesh whose events others were
   */
  public void claimFormat() throws IOException {
    Path file = path.resolve("format");
    String found = Files.exists(file) ? Files.readString(file).strip() : "1";
    if (Files.exists(broker()) && !found.equals(FORMAT)) {
      throw new MeshException(
          ("The data folder %s is of a mesh with other events (format %s, expected %s). Use --data"
                  + " for a new folder; or remove this one, with the conversations in it.")
              .formatted(path, found, FORMAT));
    }
    Files.writeString(file, FORMAT);
  }

  /** One log of the run before is kept. */
  public void rotateLog(String process) throws IOException {
    Path log = log(process);
    if (Files.exists(log)) {
      Path before = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Held until closed. */
  public record Lock(FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
