package io.quillmesh.gateway.edge;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * The edge on a real Tomcat, with conversations that a test scripts. No {@code @Configuration}: the
 * whole gateway's component scan must pass it over.
 */
@EnableAutoConfiguration
@ComponentScan({
  "io.quillmesh.gateway.edge",
  "io.quillmesh.gateway.page",
  "io.quillmesh.gateway.peer",
  "io.quillmesh.gateway.proxy",
  "io.quillmesh.gateway.session",
  "io.quillmesh.gateway.problem"
})
class EdgeTestApplication {

  @Bean
  FakeConversations conversations() {
    return new FakeConversations();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
