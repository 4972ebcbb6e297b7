package io.quillmesh.endtoend.authorisation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request as it goes over the wire. HTTP clients normalise paths and refuse some headers. An
 * attacker does not.
 *
 * @param target the target in the request line, not encoded any further
 * @param body empty for none
 */
record Attempt(String method, String target, Map<String, String> headers, String body) {

  static Attempt of(String method, String target) {
    return new Attempt(method, target, Map.of(), "");
  }

  /** A WebSocket's handshake. A refusal also ends the connection. */
  static Attempt socket(String target) {
    return of("GET", target)
        .with("Connection", "close, Upgrade")
        .with("Upgrade", "websocket")
        .with("Sec-WebSocket-Version", "13")
        .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        .with("Sec-WebSocket-Protocol", "ag-ui.v1");
  }

  Attempt with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Attempt(method, target, more, body);
  }

  /** With a token in the right header. */
  Attempt bearing(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** With a token as a browser sends it in a WebSocket's handshake. */
  Attempt offering(String token) {
    return with("Sec-WebSocket-Protocol", "ag-ui.v1, bearer." + token);
  }

  Attempt json(String text) {
    return new Attempt(method, target, headers, text).with("Content-Type", "application/json");
  }

  Attempt at(String other) {
    return new Attempt(method, other, headers, body);
  }

  boolean isSocket() {
    return headers.containsKey("Upgrade");
  }

  /** The request's head for a gateway at this port. */
  String head(int port, int bodyLength) {
    Map<String, String> all = new LinkedHashMap<>(Map.of("Host", "localhost:" + port));
    all.put("Connection", "close");
    if (bodyLength > 0) {
      all.put("Content-Length", Integer.toString(bodyLength));
    }
    all.putAll(headers);
    return all.entrySet().stream()
        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
        .collect(Collectors.joining("", method + " " + target + " HTTP/1.1\r\n", "\r\n"));
  }

  /** Short enough for the description of an assertion, and without the token. */
  @Override
  public String toString() {
    return (isSocket() ? "socket " : method + " ") + target;
  }
}
