package io.quillmesh.gateway.testing;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * The edge on a real Tomcat, with conversations that a test scripts. It is not a
 * {@code @Configuration}, so that the component scan of the whole gateway ignores it.
 */
@EnableAutoConfiguration
@ComponentScan({
  "io.quillmesh.gateway.client",
  "io.quillmesh.gateway.http",
  "io.quillmesh.gateway.limits",
  "io.quillmesh.gateway.page",
  "io.quillmesh.gateway.peer",
  "io.quillmesh.gateway.problem",
  "io.quillmesh.gateway.protocol",
  "io.quillmesh.gateway.proxy",
  "io.quillmesh.gateway.relay",
  "io.quillmesh.gateway.run",
  "io.quillmesh.gateway.session",
  "io.quillmesh.gateway.socket"
})
public class EdgeTestApplication {

  @Bean
  FakeConversations conversations() {
    return new FakeConversations();
  }

  @Bean
  FakeVersions versions(FakeConversations conversations) {
    return new FakeVersions(conversations);
  }

  @Bean
  FakeAgentDirectory agents() {
    return new FakeAgentDirectory();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
