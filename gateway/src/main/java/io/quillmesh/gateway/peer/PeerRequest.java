package io.quillmesh.gateway.peer;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A client's request, as it is passed on.
 *
 * @param path the raw path, with its query
 * @param authorization the client's own; the host checks it again
 * @param contentType the type of the body; null without one
 * @param lastEventId the last event of a stream that the client has seen; null without one
 * @param visitor the client
 */
public record PeerRequest(
    String method,
    String path,
    @Nullable String authorization,
    @Nullable String contentType,
    @Nullable String lastEventId,
    byte[] body,
    Visitor visitor) {
  /** Where an event stream goes on, see the HTML standard's server-sent events. */
  public static final String LAST_EVENT_ID = "Last-Event-ID";

  HttpRequest to(URI peer, Duration patience) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(peer + path))
            .timeout(patience)
            .header(Hop.HEADER, Hop.MARK)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    visitor.addTo(request::header);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    if (lastEventId != null) {
      request.header(LAST_EVENT_ID, lastEventId);
    }
    return request.build();
  }

  /** Without the token, because no log may show it. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
