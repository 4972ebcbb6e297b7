package io.quillmesh.gateway.relay;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import org.springframework.http.MediaType;

/** What the owner answered, for the client. */
public record PeerAnswer(HttpResponse<InputStream> answer) {

  /** Those that are about the answer. All others this instance sets itself. */
  private static final List<String> HEADERS =
      List.of(
          "Content-Type",
          "Content-Disposition",
          "Content-Security-Policy",
          "Location",
          "Retry-After",
          "WWW-Authenticate");

  public boolean isEventStream() {
    return answer
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE))
        .isPresent();
  }

  /** Gives all of it to the client, and closes it. */
  public void copyTo(HttpServletResponse response) throws IOException {
    response.setStatus(answer.statusCode());
    for (String name : HEADERS) {
      answer.headers().firstValue(name).ifPresent(value -> response.setHeader(name, value));
    }
    try (InputStream body = answer.body()) {
      body.transferTo(response.getOutputStream());
    }
  }
}
