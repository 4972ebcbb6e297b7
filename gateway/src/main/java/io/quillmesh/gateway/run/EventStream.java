package io.quillmesh.gateway.run;

import io.quillmesh.gateway.conversation.Frame;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/** Server-sent events, written by hand: a virtual thread may block, so nothing more is needed. */
final class EventStream {
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final HttpServletResponse response;

  EventStream(HttpServletResponse response) {
    this.response = response;
  }

  /** Once this is true, the response can no longer have another status. */
  boolean isOpen() {
    return response.isCommitted();
  }

  void send(Frame frame) throws IOException {
    // A frame has no line breaks, so it is one line of data.
    write(("data: " + frame.json() + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a comment, so that no proxy on the way considers the stream dead. */
  void keepAlive() throws IOException {
    write(COMMENT);
    flush();
  }

  void flush() throws IOException {
    response.flushBuffer();
  }

  private void write(byte[] bytes) throws IOException {
    if (!response.isCommitted()) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.setHeader("Cache-Control", "no-store");
      // nginx would buffer the events.
      response.setHeader("X-Accel-Buffering", "no");
    }
    OutputStream out = response.getOutputStream();
    out.write(bytes);
  }
}
