package io.quillmesh.gateway.conversation.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether the last run ended as it should. Under exactly-once, what a crash leaves on the
 * disk can't be trusted, and Kafka Streams finds that out task by task, only after it has taken
 * over each of them: seconds in which its conversations stand still. Whoever knows it before can
 * begin with nothing.
 */
final class CrashMarker {
  private static final Logger log = LoggerFactory.getLogger(CrashMarker.class);

  private final Path file;

  CrashMarker(Path stateDir) {
    this.file = stateDir.resolve("running");
  }

  /**
   * A run begins.
   *
   * @return whether the last one has not ended, but crashed
   */
  boolean begin() {
    try {
      Files.createDirectories(file.getParent());
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
