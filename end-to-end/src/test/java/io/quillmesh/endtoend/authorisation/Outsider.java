package io.quillmesh.endtoend.authorisation;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Speaks to one gateway byte by byte, and trusts no library. */
record Outsider(int port) {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int TEXT = 0x81;
  private static final int LAST = 0x80;
  private static final int CLOSE = 0x88;
  private static final int LENGTH_FOLLOWS = 126;
  private static final int SWITCHING_PROTOCOLS = 101;

  /**
   * The answer.
   *
   * @param status the HTTP status, also of a WebSocket's handshake
   * @param head the other lines before the body
   * @param body the HTTP body, as it came; for an accepted WebSocket its first frame: {@code close
   *     4404 not found}, or a text
   */
  record Answer(int status, String head, String body) {

    static Answer of(String head, String body) {
      return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, body);
    }

    /**
     * The answer in one form: without the date, and without what only shows whether another gateway
     * was asked (the order of headers, the framing of the body). That depends only on the id's
     * hash.
     */
    Answer plain() {
      String headers =
          head.lines()
              .filter(line -> !line.matches("(Date|Content-Length|Transfer-Encoding): .*"))
              .sorted()
              .collect(Collectors.joining("\n"));
      String lines =
          body.lines().filter(line -> !line.matches("[0-9a-f]*")).collect(Collectors.joining("\n"));
      return new Answer(status, headers, lines);
    }

    /** The whole answer, to look for what should not be there. */
    String text() {
      return head + END_OF_HEAD + body;
    }
  }

  /** Sends a request and reads the answer: the whole HTTP answer, or a WebSocket's first frame. */
  Answer send(Attempt attempt) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      byte[] body = attempt.body().getBytes(StandardCharsets.UTF_8);
      OutputStream out = socket.getOutputStream();
      out.write(attempt.head(port, body.length).getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      var in = new DataInputStream(socket.getInputStream());
      String head = head(in);
      boolean open = head.contains(" " + SWITCHING_PROTOCOLS + " ");
      return Answer.of(
          head, open ? frame(in) : new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(attempt.toString(), e);
    }
  }

  private static String head(DataInputStream in) throws IOException {
    var read = new ByteArrayOutputStream();
    String head = "";
    while (!head.endsWith(END_OF_HEAD)) {
      read.write(in.readUnsignedByte());
      head = read.toString(StandardCharsets.UTF_8);
    }
    return head;
  }

  /** RFC 6455, sections 5.2 and 5.4; a server's frames are not masked, and may come in parts. */
  private static String frame(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    var read = new ByteArrayOutputStream();
    read.write(part(in));
    for (int part = first; (part & LAST) == 0; ) {
      part = in.readUnsignedByte();
      read.write(part(in));
    }
    ByteBuffer payload = ByteBuffer.wrap(read.toByteArray());
    return switch (first | LAST) {
      case CLOSE -> "close %d %s".formatted(payload.getShort(), rest(payload));
      case TEXT -> rest(payload);
      default -> throw new IOException("a frame of kind " + first);
    };
  }

  private static byte[] part(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte();
    return in.readNBytes(length < LENGTH_FOLLOWS ? length : in.readUnsignedShort());
  }

  private static String rest(ByteBuffer payload) {
    return StandardCharsets.UTF_8.decode(payload).toString();
  }
}
