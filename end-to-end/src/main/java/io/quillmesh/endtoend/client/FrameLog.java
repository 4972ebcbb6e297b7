package io.quillmesh.endtoend.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Keeps every frame that any client got, as JSON lines: which client, and the frame. A client that
 * comes back with its cursor is still the same one.
 */
public final class FrameLog {

  private final Path file;

  /**
   * @param file made anew
   */
  public FrameLog(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what one connection got. */
  synchronized void keep(String stream, List<Frame> frames) {
    List<String> lines =
        frames.stream()
            .map(frame -> "{\"stream\":\"%s\",\"frame\":%s}".formatted(stream, frame.line()))
            .toList();
    try {
      Files.write(file, lines, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where they are. */
  public Path file() {
    return file;
  }
}
