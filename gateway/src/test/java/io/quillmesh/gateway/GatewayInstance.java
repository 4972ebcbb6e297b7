package io.quillmesh.gateway;

import static org.awaitility.Awaitility.await;

import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Location;
import io.quillmesh.gateway.testing.EdgeTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One of several whole gateways on the tests' broker and registry. */
record GatewayInstance(int port, ConfigurableApplicationContext context) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static GatewayInstance start(Path state) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    return new GatewayInstance(
        port,
        new SpringApplicationBuilder(GatewayApplication.class)
            .run(
                "--server.port=" + port,
                "--quillmesh.conversation.advertised-url=http://127.0.0.1:" + port,
                "--quillmesh.conversation.state-dir=" + state.resolve("gateway-" + port),
                "--quillmesh.conversation.kept-runs=2",
                "--quillmesh.session.key=" + EdgeTest.KEY));
  }

  Conversations conversations() {
    return context.getBean(Conversations.class);
  }

  /** Whether it hosts this conversation. */
  boolean owns(String conversationId) {
    return conversations().locate(conversationId) instanceof Location.Here;
  }

  /** The id of a new conversation on this instance; waits until it hosts any. */
  String newId() {
    await().atMost(PATIENCE).until(() -> owns(conversations().newId()));
    return conversations().newId();
  }

  @Override
  public void close() {
    context.close();
  }
}
