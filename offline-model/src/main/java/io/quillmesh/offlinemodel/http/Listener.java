package io.quillmesh.offlinemodel.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Accepts connections. Each has its own virtual threads, so thousands may wait at once. */
public final class Listener implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Listener.class.getName());
  private static final long PAUSE_NANOS = 50_000_000;
  private static final int BACKLOG = 1024;

  private final ServerSocket server;
  private final Handler handler;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  private Listener(ServerSocket server, Handler handler) {
    this.server = server;
    this.handler = handler;
  }

  /** Starts to listen. * * @param port 0 for any free one */
  public static Listener open(String host, int port, Handler handler) throws IOException {
    ServerSocket server = new ServerSocket(port, BACKLOG, InetAddress.getByName(host));
    Listener listener = new Listener(server, handler);
    Thread.ofPlatform().name("listener").start(listener::accept);
    return listener;
  }

  /** The port that this listens on. */
  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        serve(server.accept());
      } catch (IOException e) {
        // Closing the socket also leads here. Any other error, such as too many open files, may be
        // temporary.
        if (!server.isClosed()) {
          LOG.log(Level.WARNING, "a connection could not be accepted", e);
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }

  private void serve(Socket socket) {
    Connection connection = new Connection(socket, handler);
    connections.add(connection);
    Thread.ofVirtual()
        .start(() -> {
          try {
            connection.run();
          } finally {
            connections.remove(connection);
          }
        });
  }

  @Override
  public void close() throws IOException {
    server.close();
    connections.forEach(Connection::close);
  }
}
