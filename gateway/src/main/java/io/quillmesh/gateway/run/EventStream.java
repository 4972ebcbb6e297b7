package io.quillmesh.gateway.run;

import io.quillmesh.gateway.conversation.Frame;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/** Server-sent events, written by hand: a virtual thread may block, so nothing more is needed. */
final class EventStream {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final int BUFFER_BYTES = 2048;
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final HttpServletResponse response;

  EventStream(HttpServletResponse response) {
    this.response = response;
  }

  /** Once this is true, the response can no longer have another status. */
  boolean isOpen() {
    return response.isCommitted();
  }

  /** Sends an event. If the frame has a cursor, the client can go on from there. */
  void send(Frame frame) throws IOException {
    String id = frame.cursor() == null ? "" : "id: " + frame.cursor() + "\n";
    // A frame has no line breaks, so it is one line of data.
    write((id + "data: " + frame.json() + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Passes on another stream's events as they come. They stay bytes; only whole ones are passed on,
   * so that an event may follow when the source is lost.
   *
   * @return true if the source ended its stream, false if it was lost
   * @throws IOException if the client is gone
   */
  boolean pass(InputStream source) throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    boolean afterLine = false;
    while (true) {
      int count;
      try {
        count = source.read(bytes);
      } catch (IOException e) {
        log.atDebug().addKeyValue("why", e.toString()).log("A host's event stream broke off");
        return false;
      }
      if (count < 0) {
        return true;
      }
      int whole = 0;
      for (int i = 0; i < count; i++) {
        boolean lineEnd = bytes[i] == '\n';
        if (lineEnd && afterLine) {
          whole = i + 1;
        }
        afterLine = lineEnd;
      }
      if (whole > 0) {
        events.write(bytes, 0, whole);
        write(events.toByteArray());
        flush();
        events.reset();
      }
      events.write(bytes, whole, count - whole);
    }
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
