package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.protocol.CloseCode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Joins the parts of a client's text frames. Called by one thread. */
final class FrameAssembler {
  private final SocketConnection connection;
  private final int maxLength;
  private final Consumer<String> whole;

  /** Null between frames, so that a client that once sent a large one does not keep its memory. */
  private @Nullable StringBuilder partial;

  /**
   * @param maxLength of a frame, in UTF-16 units; a longer one ends the connection
   * @param whole takes the frames
   */
  FrameAssembler(SocketConnection connection, int maxLength, Consumer<String> whole) {
    this.connection = connection;
    this.maxLength = maxLength;
    this.whole = whole;
  }

  void part(String text, boolean last) {
    if (connection.isClosing()) {
      return;
    }
    int before = partial == null ? 0 : partial.length();
    if (before + text.length() > maxLength) {
      partial = null;
      connection.close(
          CloseCode.POLICY.because("frame too large: at most " + maxLength + " characters"));
    } else if (!last) {
      partial = (partial == null ? new StringBuilder() : partial).append(text);
    } else {
      String frame = partial == null ? text : partial.append(text).toString();
      partial = null;
      whole.accept(frame);
    }
  }
}
