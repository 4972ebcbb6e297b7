package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.limits.Connections;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/**
 * Fits Tomcat to many sockets that have nothing to say most of the time. It gives each eight
 * buffers of 8 KB or more for as long as it lives; what is larger than a buffer goes in parts, in
 * both directions.
 */
@Component
class SocketBuffers implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  /** What is sent: most frames fit, for a token of a text takes some 300 bytes. */
  private static final int FRAME_BYTES = 512;

  /** What is received, in characters; a client sends little. */
  private static final int RECEIVED_CHARACTERS = 256;

  /** Between Tomcat and the machine, for HTTP as well. */
  private static final int SOCKET_BYTES = 1024;

  /** Frames of binary data are refused, and what was read of them is of no interest. */
  private static final int BINARY_BYTES = 64;

  /** What Tomcat reads and encodes with; it takes it from nowhere else. */
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
   * Above it Tomcat accepts nobody, those who ask for health neither. So there are some more for
   * requests, for who is about to be refused, and for who connects and says nothing.
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
