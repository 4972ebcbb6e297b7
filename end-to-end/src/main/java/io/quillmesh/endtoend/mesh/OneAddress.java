package io.quillmesh.endtoend.mesh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Works like a load balancer: each new connection goes to the next port that accepts it. */
final class OneAddress implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 1000;

  private final List<Integer> ports;
  private final ServerSocket server;
  private final AtomicInteger next = new AtomicInteger();

  private OneAddress(List<Integer> ports, ServerSocket server) {
    this.ports = List.copyOf(ports);
    this.server = server;
  }

  /**
   * @param ports on this machine
   */
  static OneAddress before(List<Integer> ports) throws IOException {
    var server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    var address = new OneAddress(ports, server);
    Thread.ofVirtual().name("one-address").start(address::accept);
    return address;
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        // Closed.
        return;
      }
    }
  }

  private void connect(Socket client) {
    for (int tries = 0; tries < ports.size(); tries++) {
      int port = ports.get(Math.floorMod(next.getAndIncrement(), ports.size()));
      var gateway = new Socket();
      try {
        gateway.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        gateway.setTcpNoDelay(true);
        client.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> copy(gateway, client));
        copy(client, gateway);
        return;
      } catch (IOException e) {
        close(gateway);
      }
    }
    close(client);
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // One side is gone, and now the other side is closed.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
