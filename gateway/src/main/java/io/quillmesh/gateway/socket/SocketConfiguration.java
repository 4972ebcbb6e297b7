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

/** Maps the WebSocket to its path. */
@Configuration(proxyBeanMethods = false)
public class SocketConfiguration {
  public static final String PATH = "/v1/conversations/{id}/socket";

  /**
   * Configured by hand, because {@code @EnableWebSocket} adds a check of origins that cannot be
   * left out. That check compares the scheme and the host that this process sees, which behind a
   * proxy are not the browser's. And a browser does not see the status of its refusal.
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

    /**
     * No compression: it costs about 300 KB per connection and gains little on frames this small.
     */
    @Override
    protected List<WebSocketExtension> filterRequestedExtensions(
        ServerHttpRequest request,
        List<WebSocketExtension> requested,
        List<WebSocketExtension> supported) {
      return List.of();
    }
  }
}
