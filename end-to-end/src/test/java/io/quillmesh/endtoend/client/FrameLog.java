package io.quillmesh.endtoend.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps every frame that any client got, a file of JSON lines for each connection. */
public final class FrameLog {

  private final Path folder;
  private final AtomicInteger connections = new AtomicInteger();
  private final ConcurrentLinkedQueue<Path> files = new ConcurrentLinkedQueue<>();

  /**
   * @param folder made when it is not there
   */
  public FrameLog(Path folder) {
    this.folder = folder;
  }

  /** Writes what one connection got. */
  void keep(String name, List<Frame> frames) {
    if (frames.isEmpty()) {
      return;
    }
    Path file = folder.resolve("%04d-%s.jsonl".formatted(connections.incrementAndGet(), name));
    try {
      Files.createDirectories(folder);
      Files.write(file, frames.stream().map(Frame::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.add(file);
  }

  /** All files so far. */
  public List<Path> files() {
    return List.copyOf(files);
  }
}
