package io.quillmesh.gateway.edge;

import java.net.URI;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Another instance of the edge, with conversations of its own. */
record Peer(ConfigurableApplicationContext context) implements AutoCloseable {

  static Peer start() {
    return new Peer(
        new SpringApplicationBuilder(EdgeTestApplication.class)
            .run(
                "--server.port=0",
                "--quillmesh.session.key=" + EdgeTest.KEY,
                "--quillmesh.edge.times.keep-alive=1s"));
  }

  URI address() {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  FakeConversations conversations() {
    return context.getBean(FakeConversations.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
