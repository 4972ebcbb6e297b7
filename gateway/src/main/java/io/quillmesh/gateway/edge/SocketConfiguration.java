package io.quillmesh.gateway.edge;

import io.quillmesh.gateway.session.Origins;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** Where the WebSocket is. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketConfiguration implements WebSocketConfigurer {
  static final String PATH = "/v1/conversations/{id}/socket";

  private final SocketHandler handler;
  private final SocketHandshake handshake;
  private final Origins origins;

  SocketConfiguration(SocketHandler handler, SocketHandshake handshake, Origins origins) {
    this.handler = handler;
    this.handshake = handshake;
    this.origins = origins;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry
        .addHandler(handler, PATH)
        .setHandshakeHandler(new Upgrade())
        .addInterceptors(handshake)
        .setAllowedOriginPatterns(origins.patterns().toArray(String[]::new));
  }

  private static final class Upgrade extends DefaultHandshakeHandler {
    private Upgrade() {
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
