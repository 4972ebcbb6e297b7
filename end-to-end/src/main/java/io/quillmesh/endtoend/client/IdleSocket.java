package io.quillmesh.endtoend.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A WebSocket of a new conversation of a new person that only watches and answers pings. It needs
 * about two kilobytes in this process, so that one machine can be a crowd. It can have its own
 * client address. The JDK's client cannot do both.
 */
final class IdleSocket implements AutoCloseable {

  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(60).toMillis();
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final Socket socket;
  private final CompletableFuture<Void> shown = new CompletableFuture<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  private IdleSocket(Socket socket) {
    this.socket = socket;
  }

  /** The gateway refused a connection, and said why. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String why) {
      super(why);
    }
  }

  /**
   * Opens a socket, and waits until the conversation is shown. Call it on a virtual thread.
   *
   * @param from the client address that the gateway sees
   * @throws RefusedException if the gateway refuses
   * @throws IOException if it does not answer
   */
  static IdleSocket open(URI gateway, InetAddress from) throws IOException {
    String token = session(gateway, from);
    Socket connected = connect(gateway, from);
    try {
      IdleSocket socket = new IdleSocket(connected);
      socket.shakeHands(gateway, token);
      connected.setSoTimeout(0);
      var _ = Thread.ofVirtual().name("idle-socket").start(socket::listen);
      socket.awaitShown();
      return socket;
    } catch (IOException e) {
      connected.close();
      throw e;
    }
  }

  private static Socket connect(URI gateway, InetAddress from) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()), PATIENCE_MILLIS);
    return socket;
  }

  /** With HTTP 1.0, whose answers end with their connection. */
  private static String session(URI gateway, InetAddress from) throws IOException {
    try (Socket socket = connect(gateway, from)) {
      send(
          socket,
          "POST /v1/sessions HTTP/1.0\r\nHost: %s\r\nContent-Length: 0\r\n\r\n"
              .formatted(gateway.getAuthority()));
      requireStatus(socket.getInputStream(), "200");
      String body = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Json.parse(body).path("token").asString();
    }
  }

  private void shakeHands(URI gateway, String token) throws IOException {
    send(
        socket,
        """
        GET /v1/conversations/%s/socket HTTP/1.1\r
        Host: %s\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: ag-ui.v1, bearer.%s\r
        \r
        """
            .formatted(UUID.randomUUID(), gateway.getAuthority(), token));
    requireStatus(socket.getInputStream(), "101");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads the head of an answer, and nothing after it. */
  private static void requireStatus(InputStream answer, String wanted) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = answer.read();
      if (next < 0) {
        throw new IOException("hung up");
      }
      head.append((char) next);
    }
    String status = head.toString().split(" ", 3)[1];
    if (!status.equals(wanted)) {
      throw new RefusedException("HTTP " + status);
    }
  }

  private void awaitShown() throws IOException {
    CompletableFuture.anyOf(shown, ended).join();
    if (ended.isDone()) {
      throw new RefusedException(ended.join());
    }
  }

  private void listen() {
    try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
      while (!ended.isDone()) {
        frame(in);
      }
    } catch (IOException e) {
      ended.complete("broken off");
    }
  }

  private void frame(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte() & 0x0f;
    long length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    switch (kind) {
      case PING -> pong(in.readNBytes((int) length));
      case CLOSE -> {
        int code = length < 2 ? 1005 : in.readUnsignedShort();
        String why =
            new String(in.readNBytes((int) Math.max(0, length - 2)), StandardCharsets.UTF_8);
        ended.complete("close code %d (%s)".formatted(code, why));
      }
      default -> {
        in.skipNBytes(length);
        shown.complete(null);
      }
    }
  }

  /** A client's frames are masked. The mask may be all zeros. */
  private void pong(byte[] payload) throws IOException {
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) (0x80 | PONG);
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    socket.getOutputStream().write(frame);
  }

  /** Completes, with the reason, when the gateway has closed the socket. */
  CompletableFuture<String> ended() {
    return ended;
  }

  /** Disconnects without a close frame, as people do. */
  @Override
  public void close() throws IOException {
    ended.complete("left");
    socket.close();
  }
}
