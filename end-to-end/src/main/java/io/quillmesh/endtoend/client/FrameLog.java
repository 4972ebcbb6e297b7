package io.quillmesh.endtoend.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Stores every frame of every client as JSON lines: the client, and the frame. A client that
 * reconnects with its cursor is still the same one.
 */
public final class FrameLog {

  private final Path file;

  /**
   * @param file created or overwritten
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

  /** Writes the frames of one connection. */
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

  /** The file. */
  public Path file() {
    return file;
  }
}
