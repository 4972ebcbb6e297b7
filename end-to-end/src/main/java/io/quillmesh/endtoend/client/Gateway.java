package io.quillmesh.endtoend.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The gateway's address, and all frames of its clients. */
public final class Gateway implements AutoCloseable {

  private final URI address;
  private final @Nullable FrameLog log;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

  /**
   * @param address such as {@code http://localhost:8080}
   * @param log stores the frames of all connections when they are closed; null to store nothing
   */
  public Gateway(URI address, @Nullable FrameLog log) {
    this.address = address;
    this.log = log;
  }

  /** A new person, with their own session. */
  public Person newPerson() {
    return Person.arrive(this);
  }

  /** Its address. */
  public URI address() {
    return address;
  }

  HttpClient http() {
    return http;
  }

  URI resolve(String path) {
    return address.resolve(path);
  }

  URI socket(String path) {
    return URI.create("ws://%s:%d%s".formatted(address.getHost(), address.getPort(), path));
  }

  void opened(Connection connection) {
    connections.add(connection);
  }

  /** Closes every connection that is still open, and stores its frames. */
  @Override
  public void close() {
    for (Connection next; (next = connections.poll()) != null; ) {
      next.close();
      if (log != null) {
        log.keep(next.stream(), next.frames());
      }
    }
    http.close();
  }
}
