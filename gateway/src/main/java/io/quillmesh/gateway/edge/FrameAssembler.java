package io.quillmesh.gateway.edge;

import java.util.function.Consumer;

/** Puts the parts of a client's text frames together. One thread calls. */
final class FrameAssembler {
  private final SocketConnection connection;
  private final int maxLength;
  private final Consumer<String> whole;
  private final StringBuilder partial = new StringBuilder();

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
    if (partial.length() + text.length() > maxLength) {
      connection.close(
          CloseCode.POLICY.because("frame too large: at most " + maxLength + " characters"));
      return;
    }
    partial.append(text);
    if (last) {
      String frame = partial.toString();
      partial.setLength(0);
      whole.accept(frame);
    }
  }
}
