package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.testing.RunningAgent;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.testing.DockerImages;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.testcontainers.kafka.KafkaContainer;

/**
 * An agent finds its broker by Spring Boot's connection details: a team that writes its own agent
 * tests it with {@link ServiceConnection}, as any Spring Boot application. The tests of our
 * services do not; docs/decisions says why.
 */
@EnabledIf(
    value = "io.quillmesh.testing.KafkaAndRegistry#areContainers",
    disabledReason = "this run has no containers")
@SpringBootTest(
    classes = ServiceConnectionTest.Application.class,
    webEnvironment = WebEnvironment.NONE,
    properties = {
      "spring.config.import=classpath:quillmesh-agent.yml",
      // Nothing listens there: only the address counts.
      "KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1",
      "SCHEMA_REGISTRY_URL=mock://service-connection",
      "AUTO_REGISTER_SCHEMAS=true",
      "quillmesh.agent.model.base-url=http://127.0.0.1:1/v1",
      "quillmesh.agent.model.api-key=key",
      "quillmesh.agent.model.name=none"
    })
class ServiceConnectionTest {
  private final String conversation = UUID.randomUUID().toString();

  @EnableAutoConfiguration
  @Import(RunningAgent.class)
  static class Application {
    @Bean
    @ServiceConnection
    KafkaContainer kafka() {
      return new KafkaContainer(DockerImages.KAFKA);
    }

    @Bean
    NewTopics topics() {
      return new NewTopics(
          Topics.ALL.stream()
              .map(topic -> new NewTopic(topic.name(), 1, (short) 1))
              .toArray(NewTopic[]::new));
    }

    @Bean
    AgentBinding<TurnStarted, ReplyComposed> agent() {
      return new AgentBinding<>(
          Agents.REPLY,
          "service-connection",
          Topics.TURNS,
          Topics.REPLIES,
          TurnStarted::getTurn,
          (request, context) -> TestAgent.reply(request.getTurn(), context, "done", ""));
    }
  }

  @Test
  void anAgentWorksAtTheBrokerOfTheConnection(@Autowired RunningAgent agent) {
    agent.send(
        Topics.TURNS,
        conversation,
        TurnStarted.newBuilder().setTurn(RunningAgent.turn(conversation)).build());

    assertThat(agent.await(Topics.REPLIES, conversation).getText()).isEqualTo("done");
  }
}
