package io.quillmesh.localmesh.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, for error messages. */
public final class LogTail {

  private static final int MAX_BYTES = 16 * 1024;

  private LogTail() {}

  /** The path of the log with its last lines, or why it cannot be read. */
  public static String of(Path log, int lines) {
    try (var channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - MAX_BYTES));
      var buffer = ByteBuffer.allocate(MAX_BYTES);
      while (channel.read(buffer) > 0) {
        // Until the end, or until the buffer is full.
      }
      List<String> all =
          new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).lines().toList();
      List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
      return "Last lines of " + log + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "Its log " + log + " cannot be read: " + e;
    }
  }
}
