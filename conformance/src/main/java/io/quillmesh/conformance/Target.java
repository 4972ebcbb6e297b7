package io.quillmesh.conformance;

import io.quillmesh.conformance.Check.Failed;
import io.quillmesh.conformance.Check.Skipped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The server, as one check sees it: the check has a thread of its own. */
final class Target implements AutoCloseable {
  static final String PROTOCOL = "ag-ui.v1";
  static final String PLACE = "{threadId}";

  /**
   * Where it is, and who asks.
   *
   * @param url with {@link #PLACE} where the thread's id belongs
   * @param token of one person; null if the server wants none
   * @param otherToken of another person; null if there is none
   * @param namespace of the server's extensions
   * @param patience for each frame
   * @param silence how long to wait for a ping of the server; null not to wait
   */
  record Settings(
      String url,
      @Nullable String token,
      @Nullable String otherToken,
      String namespace,
      Duration patience,
      @Nullable Duration silence) {}

  /** A handshake that the server answers with a status. */
  static final class Refused extends RuntimeException {
    final int status;

    Refused(int status, Throwable cause) {
      super("the handshake was answered with " + status, cause);
      this.status = status;
    }
  }

  private final HttpClient http;
  private final Settings settings;
  private final List<Connection> connections = new ArrayList<>();
  final String threadId = Run.newId();

  Target(HttpClient http, Settings settings) {
    this.http = http;
    this.settings = settings;
  }

  Settings settings() {
    return settings;
  }

  String token() {
    if (settings.token() == null) {
      throw new Skipped("it needs --token");
    }
    return settings.token();
  }

  /** A new connection to the thread, as pages make it. */
  Connection connect() {
    return connect("");
  }

  /** A connection that comes back. */
  Connection resume(String cursor) {
    return connect("after=" + cursor);
  }

  private Connection connect(String query) {
    return settings.token() == null
        ? handshake(query, List.of(PROTOCOL), null)
        : handshake(query, List.of(PROTOCOL, "bearer." + settings.token()), null);
  }

  /**
   * Any handshake.
   *
   * @throws Refused if it is answered with a status
   */
  Connection handshake(String query, List<String> protocols, @Nullable String authorization) {
    Connection connection = new Connection(settings.namespace(), settings.patience());
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(settings.patience());
    if (!protocols.isEmpty()) {
      builder.subprotocols(
          protocols.getFirst(), protocols.subList(1, protocols.size()).toArray(String[]::new));
    }
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    connections.add(connection);
    try {
      return connection.opened(builder.buildAsync(address(query), connection).join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        int status = refused.getResponse().statusCode();
        if (status == 101) {
          throw new Failed(
              "a handshake that RFC 6455 allows", String.valueOf(refused.getMessage()));
        }
        throw new Refused(status, refused);
      }
      throw new Failed("a connection to " + address(""), String.valueOf(e.getCause()));
    }
  }

  /** The query without the token, which nobody should see in a report. */
  private URI address(String query) {
    String url = settings.url().replace(PLACE, threadId);
    return URI.create(query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query);
  }

  /** Sends a message, and waits until its run has begun. */
  Run begin(Connection connection) throws InterruptedException {
    Run run = Run.in(threadId);
    connection.send(run.input());
    connection.await("RUN_STARTED of the message's run", frame -> frame.startsRun(run));
    return run;
  }

  /** Stops a run, and waits for its end. */
  Frame end(Run run, Connection connection) throws InterruptedException {
    connection.send(run.abort());
    return connection.await("the end of a run that was stopped", Frame::endsRun);
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
  }
}
