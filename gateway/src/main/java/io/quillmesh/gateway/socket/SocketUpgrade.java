package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.peer.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;

/**
 * Upgrades a request to a WebSocket and keeps only its visitor. Tomcat and Spring would each keep a
 * copy of all headers for the life of the socket: a quarter of an idle socket's memory, and the
 * token twice.
 */
final class SocketUpgrade extends StandardWebSocketUpgradeStrategy {
  private static final String VISITOR = Visitor.class.getName();

  /** The client that connected. */
  static Visitor visitor(Map<String, Object> attributes) {
    return (Visitor) Objects.requireNonNull(attributes.get(VISITOR));
  }

  @Override
  public void upgrade(
      ServerHttpRequest request,
      ServerHttpResponse response,
      @Nullable String protocol,
      List<WebSocketExtension> extensions,
      @Nullable Principal user,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    HttpServletRequest asked = getHttpServletRequest(request);
    boolean mayBegin = asked.getHeader(Visitor.MAY_NOT_BEGIN) == null;
    attributes.put(VISITOR, new Visitor(asked.getRemoteAddr(), mayBegin));
    super.upgrade(
        new ServletServerHttpRequest(new Unlisted(asked)),
        response,
        protocol,
        extensions,
        user,
        handler,
        attributes);
  }

  /** A header can be read by its name, but there is no list to copy. */
  private static final class Unlisted extends HttpServletRequestWrapper {
    private Unlisted(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      return Collections.emptyEnumeration();
    }
  }
}
