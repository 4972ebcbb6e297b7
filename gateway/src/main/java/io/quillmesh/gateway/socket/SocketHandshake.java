package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.origin.Origins;
import io.quillmesh.gateway.peer.Hop;
import io.quillmesh.gateway.session.Identity;
import io.quillmesh.gateway.session.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Reads who connects to which conversation. It accepts nearly everybody: a browser does not see the
 * status of a refused handshake, but it sees a close code.
 */
@Component
class SocketHandshake implements HandshakeInterceptor {
  /** The only subprotocol that is supported and echoed. */
  static final String PROTOCOL = "ag-ui.v1";

  private static final PathPattern PATH =
      PathPatternParser.defaultInstance.parse(SocketConfiguration.PATH);
  private static final String BEARER = "bearer.";
  private static final String OPENING = SocketHandshake.class.getName();
  private static final Logger log = LoggerFactory.getLogger(SocketHandshake.class);

  private final Tokens tokens;
  private final Origins origins;

  SocketHandshake(Tokens tokens, Origins origins) {
    this.tokens = tokens;
    this.origins = origins;
  }

  /**
   * What a client asks for.
   *
   * @param threadId as in the path
   * @param token as the client sent it; empty without one
   * @param identity null without a valid token
   * @param after null if the client has seen nothing yet
   * @param tokenUnknown whether the issuer could not be asked
   * @param refusedOrigin the origin of the page if it is not allowed; else null
   * @param passedOn whether another instance of the gateway passes its client on
   */
  record Opening(
      String threadId,
      String token,
      @Nullable Identity identity,
      @Nullable Cursor after,
      boolean tokenUnknown,
      @Nullable String refusedOrigin,
      boolean passedOn) {

    /** Removes it, too: a connection does not need to keep it. */
    static Opening take(Map<String, Object> attributes) {
      return (Opening) Objects.requireNonNull(attributes.remove(OPENING));
    }

    /** Without the token, which must not appear in logs. */
    @Override
    public String toString() {
      return threadId + " after " + after;
    }
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes)
      throws IOException {
    List<String> offered = new WebSocketHttpHeaders(request.getHeaders()).getSecWebSocketProtocol();
    if (!offered.isEmpty() && !offered.contains(PROTOCOL)) {
      return refuse(response, "Offer the subprotocol " + PROTOCOL + ".");
    }
    // The container would read the bytes of a body as the first frames.
    if (hasBody(request.getHeaders())) {
      return refuse(response, "A handshake has no body: send frames after the answer to it.");
    }
    Optional<String> token = token(offered, request.getHeaders());
    Optional<Identity> identity = Optional.empty();
    boolean tokenUnknown = false;
    try {
      identity = token.flatMap(tokens::read);
    } catch (JwtException e) {
      log.atWarn().setCause(e).log("A token cannot be checked: is the issuer up?");
      tokenUnknown = true;
    }
    HttpServletRequest asked = ((ServletServerHttpRequest) request).getServletRequest();
    attributes.put(
        OPENING,
        new Opening(
            threadId(asked),
            token.orElse(""),
            identity.orElse(null),
            after(request),
            tokenUnknown,
            origins
                .refused(asked, identity.map(Identity::origin).orElse(null))
                .map(Origins::shown)
                .orElse(null),
            Hop.isMarked(request.getHeaders().getOrEmpty(Hop.HEADER))));
    return true;
  }

  private static boolean refuse(ServerHttpResponse response, String why) throws IOException {
    response.setStatusCode(HttpStatus.BAD_REQUEST);
    response.getBody().write((why + "\n").getBytes(StandardCharsets.UTF_8));
    return false;
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
  }

  /** A browser cannot set headers; other clients can. */
  private static Optional<String> token(List<String> offered, HttpHeaders headers) {
    Optional<String> subprotocol =
        offered.stream()
            .filter(protocol -> protocol.startsWith(BEARER))
            .map(protocol -> protocol.substring(BEARER.length()))
            .findFirst();
    return subprotocol.or(() ->
        Optional.ofNullable(headers.getFirst(HttpHeaders.AUTHORIZATION))
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(value -> value.substring(7).strip()));
  }

  /** By hand, because Spring's own variables are empty under a context path. */
  private static String threadId(HttpServletRequest request) {
    PathMatchInfo found =
        PATH.matchAndExtract(
            ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication());
    return found == null ? "" : found.getUriVariables().getOrDefault("id", "");
  }

  /** A malformed cursor counts as an unknown one: the client gets a snapshot that says so. */
  private static @Nullable Cursor after(ServerHttpRequest request) {
    String text =
        UriComponentsBuilder.fromUri(request.getURI()).build().getQueryParams().getFirst("after");
    return text == null || text.isEmpty()
        ? null
        : Cursor.parse(text).orElse(new Cursor("unknown", 0));
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception e) {}
}
