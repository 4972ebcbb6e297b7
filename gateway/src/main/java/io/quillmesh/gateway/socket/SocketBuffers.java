package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.limits.Connections;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/**
 * Adapts Tomcat to many sockets that are idle most of the time. By default each socket has eight
 * buffers of 8 KB or more for its whole life. What is larger than a buffer goes in parts, in both
 * directions.
 */
@Component
class SocketBuffers implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  /** For sending. Most frames fit, because a token of a text takes about 300 bytes. */
  private static final int FRAME_BYTES = 512;

  /** For receiving, in characters. A client sends little. */
  private static final int RECEIVED_CHARACTERS = 256;

  /** Between Tomcat and the operating system's socket, for HTTP as well. */
  private static final int SOCKET_BYTES = 1024;

  /** Binary frames are refused, so their content does not matter. */
  private static final int BINARY_BYTES = 64;

  /**
   * The size of the buffers that Tomcat reads and encodes with. This property is the only way to
   * set it.
   */
  private static final String TOMCATS_DEFAULT = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";

  private final Connections connections;

  SocketBuffers(Connections connections) {
    this.connections = connections;
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    if (System.getProperty(TOMCATS_DEFAULT) == null) {
      System.setProperty(TOMCATS_DEFAULT, String.valueOf(FRAME_BYTES));
    }
    factory.addConnectorCustomizers(connector -> {
      connector.setProperty("socket.appReadBufSize", String.valueOf(SOCKET_BYTES));
      connector.setProperty("socket.appWriteBufSize", String.valueOf(SOCKET_BYTES));
      connector.setProperty("maxConnections", String.valueOf(tcpConnections()));
    });
  }

  /**
   * Above this number Tomcat accepts no connection, not even for a health check. So there are more
   * than clients: for requests, for clients that are about to be refused, and for connections that
   * send nothing.
   */
  private int tcpConnections() {
    return connections.limit() + Math.max(100, connections.limit() / 6);
  }

  @Bean
  static ServletServerContainerFactoryBean messageBuffers() {
    ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
    container.setMaxTextMessageBufferSize(RECEIVED_CHARACTERS);
    container.setMaxBinaryMessageBufferSize(BINARY_BYTES);
    return container;
  }
}
