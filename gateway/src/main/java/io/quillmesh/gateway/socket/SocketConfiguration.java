package io.quillmesh.gateway.socket;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Where the WebSocket is. */
@Configuration(proxyBeanMethods = false)
public class SocketConfiguration {
  public static final String PATH = "/v1/conversations/{id}/socket";

  /**
   * By hand, for {@code @EnableWebSocket} adds a check of origins that cannot be left out. It
   * compares schemes and hosts as this process sees them, which behind a proxy are not the
   * browser's, and a browser sees no status of its refusal.
   */
  @Bean
  HandlerMapping sockets(SocketHandler handler, SocketHandshake handshake) {
    WebSocketHttpRequestHandler socket = new WebSocketHttpRequestHandler(handler, new Upgrade());
    socket.setHandshakeInterceptors(List.of(handshake));
    WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
    mapping.setUrlMap(Map.of(PATH, socket));
    mapping.setOrder(1);
    return mapping;
  }

  private static final class Upgrade extends DefaultHandshakeHandler {
    private Upgrade() {
      super(new SocketUpgrade());
      setSupportedProtocols(SocketHandshake.PROTOCOL);
    }

    /** No compression: it costs some 300 KB a connection and gains little on frames this small. */
    @Override
    protected List<WebSocketExtension> filterRequestedExtensions(
        ServerHttpRequest request,
        List<WebSocketExtension> requested,
        List<WebSocketExtension> supported) {
      return List.of();
    }
  }
}
