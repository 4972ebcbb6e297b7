package io.quillmesh.tunedmodel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A model that answers as a test says, byte by byte, and keeps what it was asked. */
public final class RawUpstream implements AutoCloseable {
  private final ServerSocket listener;
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private volatile Script script = Exchange::ok;

  /** What it was asked. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Asked(String line, List<String> headers, byte[] body) {
    public List<String> values(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ": ";
      return headers.stream()
          .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
          .map(header -> header.substring(start.length()))
          .toList();
    }
  }

  /** How a request is answered. */
  public interface Script {
    void answer(Exchange exchange) throws IOException, InterruptedException;
  }

  /** One connection. */
  public record Exchange(InputStream in, OutputStream out) {
    public void ok() throws IOException {
      write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    }

    public void write(String text) throws IOException {
      out.write(text.getBytes(UTF_8));
      out.flush();
    }

    /** Returns when the other end has hung up. */
    public void awaitHangUp() {
      try {
        while (in.read() >= 0) {
          // Nothing more is expected.
        }
      } catch (IOException e) {
        // It hung up with a reset.
      }
    }
  }

  public RawUpstream() {
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** From now on. */
  public void answers(Script next) {
    script = next;
    asked.clear();
  }

  /** The next request. */
  public Asked asked() throws InterruptedException {
    return asked.take();
  }

  /** Whether none has come that was not taken. */
  public boolean isIdle() {
    return asked.isEmpty();
  }

  public String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/v1?api-version=7";
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      asked.add(read(in));
      script.answer(new Exchange(in, socket.getOutputStream()));
    } catch (IOException | InterruptedException e) {
      // The other end is gone.
    }
  }

  private static Asked read(InputStream in) throws IOException {
    String first = line(in);
    List<String> headers = new ArrayList<>();
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      headers.add(header);
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
        length = Integer.parseInt(header.substring("content-length: ".length()));
      }
    }
    return new Asked(first, headers, in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("Hung up");
      }
      line.append((char) c);
    }
    return new String(line.toString().strip().getBytes(ISO_8859_1), UTF_8);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
