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

/** Asks other instances. Each call is one hop, and marked as such. */
@Component
public class Peers implements DisposableBean {
  /** Within a cluster. Longer, and the other one is gone or stands still. */
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private static final Duration SEND = Duration.ofSeconds(20);

  /**
   * Of the JDK's client, in bytes. It gives each WebSocket 16 KB of each, and most that are passed
   * on have nothing to say most of the time. Its intermediateBufferSize stays as it is: JDK 25
   * sends garbage when a text takes more parts than an eighth of that.
   */
  private static final Map<String, Integer> BUFFERS =
      Map.of("jdk.httpclient.bufsize", 2048, "jdk.httpclient.websocket.writeBufferSize", 1024);

  static {
    // It takes them from nowhere else, and before the first client is made.
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
   * @param here whose path is the others', too
   */
  Peers(ServletContext here) {
    this.here = here;
  }

  /**
   * Opens a conversation's WebSocket at its owner: call it on a virtual thread.
   *
   * @param threadId the conversation, as the client calls it
   * @param protocol the subprotocol to speak
   * @param token the client's own
   * @param after where the client stands; null when it has seen nothing
   * @param visitor the client
   * @throws PeerUnavailableException if the owner does not answer
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
   * Passes a request on, and returns when the answer begins: call it on a virtual thread.
   *
   * @param patience for the answer to begin
   * @return an answer whose body must be closed
   * @throws PeerUnavailableException if there is none
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
