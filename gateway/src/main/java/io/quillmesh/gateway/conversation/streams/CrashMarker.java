package io.quillmesh.gateway.conversation.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether the last run ended normally. Under exactly-once, the state on the disk can't be
 * trusted after a crash. Kafka Streams finds that out task by task, after it has taken each over,
 * and for seconds its conversations stand still. With the marker it can begin with an empty state
 * at once.
 */
public final class CrashMarker {
  private static final Logger log = LoggerFactory.getLogger(CrashMarker.class);

  private final Path stateDir;
  private final Path file;

  public CrashMarker(Path stateDir) {
    this.stateDir = stateDir;
    this.file = stateDir.resolve("running");
  }

  /**
   * Called before a run, so that a wrong setting is reported at once.
   *
   * @throws IllegalStateException when the state directory can't be made or written to
   */
  void requireWritable() {
    try {
      Files.createDirectories(stateDir);
    } catch (IOException e) {
      throw unwritable(e);
    }
    if (!Files.isWritable(stateDir)) {
      throw unwritable(null);
    }
  }

  private IllegalStateException unwritable(@Nullable IOException cause) {
    return new IllegalStateException(
        "The gateway's state directory can't be made or written to: %s. Name another one in STATE_DIR"
            .formatted(stateDir.toAbsolutePath()),
        cause);
  }

  /**
   * A run begins.
   *
   * @return whether the last run crashed
   */
  boolean begin() {
    requireWritable();
    try {
      boolean crashed = Files.exists(file);
      if (!crashed) {
        Files.createFile(file);
      }
      return crashed;
    } catch (IOException e) {
      throw new UncheckedIOException("The state directory can't be written to: " + file, e);
    }
  }

  /** The run has ended, and all state is on the disk. */
  void end() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.atWarn().setCause(e).log("The next start will have to read all state from the broker");
    }
  }
}
