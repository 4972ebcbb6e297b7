package io.quillmesh.gateway.peer;

import io.quillmesh.gateway.conversation.Cursor;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Sends requests to other instances. Each request is one hop and is marked as such. */
@Component
public class Peers implements DisposableBean {
  /**
   * For a connection within a cluster. If it takes longer, the other instance is gone or blocked.
   */
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private static final Duration SEND = Duration.ofSeconds(20);

  /**
   * Buffers of the JDK's client, in bytes. By default, it gives each WebSocket 16 KB of each, and
   * most relayed WebSockets are silent most of the time. Its intermediateBufferSize keeps the
   * default, because JDK 25 sends garbage if a text takes more parts than an eighth of that.
   */
  private static final Map<String, Integer> BUFFERS =
      Map.of("jdk.httpclient.bufsize", 2048, "jdk.httpclient.websocket.writeBufferSize", 1024);

  static {
    // The client reads the sizes only from system properties, before the first client is made.
    BUFFERS.forEach((name, bytes) -> {
      if (System.getProperty(name) == null) {
        System.setProperty(name, String.valueOf(bytes));
      }
    });
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  private final ServletContext here;

  /**
   * @param here has the path that all instances have
   */
  Peers(ServletContext here) {
    this.here = here;
  }

  /**
   * Opens a conversation's WebSocket at its host. Call it on a virtual thread.
   *
   * @param threadId the conversation's id, as the client sends it
   * @param protocol the subprotocol
   * @param token the client's own token
   * @param after the client's position; null if it has seen nothing
   * @param visitor the client
   * @throws PeerUnavailableException if the host does not answer
   */
  public PeerSocket connect(
      URI peer,
      String threadId,
      String protocol,
      String token,
      @Nullable Cursor after,
      Visitor visitor,
      PeerSocket.Receiver receiver)
      throws PeerUnavailableException {
    URI address =
        URI.create(
            peer.toString().replaceFirst("^http", "ws")
                + here.getContextPath()
                + "/v1/conversations/"
                + UriUtils.encodePathSegment(threadId, StandardCharsets.UTF_8)
                + "/socket"
                + (after == null ? "" : "?after=" + after));
    WebSocket.Builder socket =
        http.newWebSocketBuilder()
            .connectTimeout(CONNECT)
            .subprotocols(protocol)
            .header("Authorization", "Bearer " + token)
            .header(Hop.HEADER, Hop.MARK);
    visitor.addTo(socket::header);
    try {
      return new PeerSocket(
          socket.buildAsync(address, new PeerSocket.Listener(receiver)).join(), SEND);
    } catch (CompletionException e) {
      throw new PeerUnavailableException(peer + " does not answer", e);
    }
  }

  /**
   * Passes on a request, and returns when the answer begins. Call it on a virtual thread.
   *
   * @param patience how long the answer may take to begin
   * @return an answer whose body must be closed
   * @throws PeerUnavailableException if there is no answer
   */
  public HttpResponse<InputStream> send(URI peer, PeerRequest request, Duration patience)
      throws PeerUnavailableException, InterruptedException {
    try {
      return http.send(request.to(peer, patience), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new PeerUnavailableException(peer + " does not answer", e);
    }
  }

  @Override
  public void destroy() {
    http.shutdownNow();
  }
}
