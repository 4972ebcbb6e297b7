package io.quillmesh.offlinemodel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;

/**
 * The answer to one request: either {@link #send} once, or {@link #begin}, {@link #chunk} and
 * {@link #end}. Each chunk is one write to the socket, and is sent immediately.
 */
public final class Response {

  private static final Map<Integer, String> REASONS =
      Map.of(
          200,
          "OK",
          400,
          "Bad Request",
          404,
          "Not Found",
          405,
          "Method Not Allowed",
          413,
          "Content Too Large",
          429,
          "Too Many Requests",
          431,
          "Request Header Fields Too Large",
          500,
          "Internal Server Error",
          505,
          "HTTP Version Not Supported");

  private final OutputStream out;
  private boolean started;
  private boolean complete;

  Response(OutputStream out) {
    this.out = out;
  }

  /** Sends the whole answer. */
  public void send(int status, String type, byte[] body, Map<String, String> headers)
      throws IOException {
    write(head(status, type, "Content-Length: " + body.length, headers), body);
    complete = true;
  }

  /** Announces the whole body but sends only its first bytes. Then the connection is closed. */
  public void sendCut(String type, byte[] body, int bytes) throws IOException {
    byte[] head = head(200, type, "Content-Length: " + body.length, Map.of());
    write(head, Arrays.copyOf(body, bytes));
  }

  /** Starts a body that is written in pieces. */
  public void begin(String type) throws IOException {
    write(head(200, type, "Transfer-Encoding: chunked", Map.of("Cache-Control", "no-cache")));
  }

  /** Writes one piece. */
  public void chunk(byte[] bytes) throws IOException {
    write(hexLength(bytes), bytes, CRLF);
  }

  /** Writes the last piece and ends the body, in one write. */
  public void end(byte[] last) throws IOException {
    write(hexLength(last), last, CRLF, LAST_CHUNK);
    complete = true;
  }

  /** Whether anything was written. */
  public boolean isStarted() {
    return started;
  }

  /** Whether the client got the whole answer, so that the connection can serve another request. */
  boolean isComplete() {
    return complete;
  }

  private static final byte[] CRLF = "\r\n".getBytes(ISO_8859_1);
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(ISO_8859_1);

  private static byte[] hexLength(byte[] bytes) {
    return (Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1);
  }

  private static byte[] head(int status, String type, String length, Map<String, String> headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(' ');
    head.append(REASONS.getOrDefault(status, "Unknown")).append("\r\n");
    head.append("Content-Type: ").append(type).append("\r\n").append(length).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  private void write(byte[]... parts) throws IOException {
    started = true;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    all.writeTo(out);
    out.flush();
  }
}
