package io.quillmesh.endtoend.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The network path from a browser to the gateway: slow, or silently dead. */
final class Link implements AutoCloseable {

  private static final int CHUNK = 16 * 1024;

  private final URI gateway;
  private final Duration delay;
  private final ServerSocket server;

  /** One thread, so that delayed bytes stay in order. */
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

  private volatile boolean silent;

  private Link(URI gateway, Duration delay, ServerSocket server) {
    this.gateway = gateway;
    this.delay = delay;
    this.server = server;
  }

  /**
   * @param delay of everything, in each direction
   */
  static Link to(URI gateway, Duration delay) throws IOException {
    var link = new Link(gateway, delay, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().name("link").start(link::accept);
    return link;
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getLocalPort());
  }

  /**
   * Silently drops everything from now on. Existing connections stay open for ever, new ones get no
   * answer.
   */
  void fallSilent() {
    silent = true;
  }

  /** Lets connections through that are opened from now on. */
  void recover() {
    silent = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket browser = server.accept();
        Thread.ofVirtual().start(() -> connect(browser));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket browser) {
    try (browser;
        var there = new Socket(gateway.getHost(), gateway.getPort())) {
      var dead = new AtomicBoolean();
      Thread.ofVirtual().start(() -> copy(there, browser, dead));
      copy(browser, there, dead);
    } catch (IOException e) {
      // One of them is gone.
    }
  }

  private void copy(Socket from, Socket to, AtomicBoolean dead) {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        if (silent) {
          dead.set(true);
        }
        if (!dead.get()) {
          byte[] part = Arrays.copyOf(chunk, length);
          var _ = afterDelay(() -> out.write(part));
        }
      }
      if (!dead.get()) {
        afterDelay(to::shutdownOutput).get();
      }
    } catch (IOException | ExecutionException | RejectedExecutionException e) {
      // One of them is gone; the other is closed when the browser's is.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bytes on the way to one side. */
  private interface Sending {
    void run() throws IOException;
  }

  private Future<?> afterDelay(Sending sending) {
    return later.schedule(
        () -> {
          sending.run();
          return null;
        },
        delay.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    later.shutdownNow();
    server.close();
  }
}
