package io.quillmesh.localmesh.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The one folder with all data: that of the broker and the registry, the state that services derive
 * from topics, the keys that must not change, the logs, and the list of running processes.
 */
public record DataFolder(Path path) {
  /** Changes when schemas start over: a registry with the old schemas would refuse the new ones. */
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

  /** The folder that says what runs: pid files and ports. */
  public Path run() {
    return path.resolve("run");
  }

  /** The port of each part, as properties. */
  public Path ports() {
    return run().resolve("ports.properties");
  }

  /** The port of each process by its name; empty if no mesh has run with its data here. */
  public Map<String, Integer> knownPorts() throws IOException {
    if (!Files.exists(ports())) {
      return Map.of();
    }
    var known = new Properties();
    try (var reader = Files.newBufferedReader(ports())) {
      known.load(reader);
    }
    return known.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, name -> Integer.valueOf(known.getProperty(name))));
  }

  /**
   * The addresses of broker and registry for their clients: a file for {@code --command-config}.
   */
  public Path clientSettings() {
    return run().resolve("client.properties");
  }

  /**
   * Locks the folder for this process until it ends, however it ends.
   *
   * @throws MeshException if another process has locked it, or if it cannot be written
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
   * Locks the folder; empty if another process has locked it.
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
      // This process itself holds the lock.
      return false;
    }
  }

  /**
   * Checks that this version can read what is in the folder, and marks the folder with this
   * version's format.
   *
   * @throws MeshException if the folder belongs to a mesh with other events
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

  /** Keeps the log of the previous run beside the new one. */
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
