package io.quillmesh.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One person with one browser: a session's token, HTTP and WebSockets. */
public final class Browser {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final int port;
  public final @Nullable String token;

  private Browser(int port, @Nullable String token) {
    this.port = port;
    this.token = token;
  }

  public static Browser withToken(int port, @Nullable String token) {
    return new Browser(port, token);
  }

  /** A new person. */
  public static Browser withSession(int port) throws IOException, InterruptedException {
    HttpResponse<String> session = withToken(port, null).send("POST", "/v1/sessions", null);
    assertThat(session.statusCode()).isEqualTo(200);
    return new Browser(port, new JsonMapper().readTree(session.body()).get("token").stringValue());
  }

  /** The same person at another instance. */
  public Browser at(int otherPort) {
    return new Browser(otherPort, token);
  }

  public HttpRequest.Builder request(String method, String path, @Nullable String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  public HttpResponse<String> send(String method, String path, @Nullable String json)
      throws IOException, InterruptedException {
    return send(request(method, path, json).build());
  }

  public static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  public static HttpResponse<Stream<String>> stream(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofLines());
  }

  /** Connects as the page does: the token among the subprotocols. */
  public TestSocket connect(String conversationId) {
    return connect(conversationId, "");
  }

  public TestSocket connect(String conversationId, String query) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    return token == null
        ? TestSocket.open(builder.subprotocols("ag-ui.v1"), uri(conversationId, query))
        : TestSocket.open(
            builder.subprotocols("ag-ui.v1", "bearer." + token), uri(conversationId, query));
  }

  /** A handshake with any content. */
  public static WebSocket.Builder handshake() {
    return HTTP.newWebSocketBuilder();
  }

  public URI uri(String conversationId, String query) {
    return URI.create(
        "ws://localhost:" + port + "/v1/conversations/" + conversationId + "/socket" + query);
  }

  public static String newId() {
    return UUID.randomUUID().toString();
  }
}
