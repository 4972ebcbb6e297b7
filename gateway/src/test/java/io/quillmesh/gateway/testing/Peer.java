package io.quillmesh.gateway.testing;

import java.net.URI;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Another instance of the edge, with its own conversations. */
public record Peer(ConfigurableApplicationContext context) implements AutoCloseable {

  public static Peer start() {
    return new Peer(
        new SpringApplicationBuilder(EdgeTestApplication.class)
            .run(
                "--server.port=0",
                "--quillmesh.session.key=" + EdgeTest.KEY,
                "--quillmesh.edge.times.keep-alive=1s"));
  }

  public URI address() {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  public FakeConversations conversations() {
    return context.getBean(FakeConversations.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
