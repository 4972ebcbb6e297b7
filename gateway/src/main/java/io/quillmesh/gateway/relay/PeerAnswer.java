package io.quillmesh.gateway.relay;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import org.springframework.http.MediaType;

/** The host's answer, for the client. */
public record PeerAnswer(HttpResponse<InputStream> answer) {

  /** The headers that describe the answer. This instance sets all others itself. */
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

  /** Copies the whole answer to the client and closes it. */
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
