package io.quillmesh.deadletters;

import static org.awaitility.Awaitility.await;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.AgentContext;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.testing.KafkaAndRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The two groups that read turns, run by the real runtime but with trivial work. */
final class TestAgents implements AutoCloseable {
  static final List<String> GROUPS = List.of(Groups.INTENT_SERVICE, Groups.CONTEXT_SERVICE);

  private final Map<String, Queue<String>> turns = new ConcurrentHashMap<>();
  private final List<ConfigurableApplicationContext> running = new ArrayList<>();
  private final KafkaAndRegistry mesh;

  @EnableAutoConfiguration
  static class Application {}

  TestAgents(KafkaAndRegistry mesh) {
    this.mesh = mesh;
    start(Agents.INTENT, Groups.INTENT_SERVICE);
    start(Agents.CONTEXT, Groups.CONTEXT_SERVICE);
  }

  private void start(String agent, String group) {
    var binding =
        new AgentBinding<>(
            agent,
            group,
            Topics.TURNS,
            Topics.REPLIES,
            TurnStarted::getTurn,
            (request, context) -> work(group, request, context));
    running.add(
        new SpringApplicationBuilder(Application.class)
            .properties(
                "spring.main.web-application-type=none",
                "spring.config.import=classpath:quillmesh-agent.yml",
                "spring.jmx.enabled=false",
                "KAFKA_BOOTSTRAP_SERVERS=" + mesh.bootstrapServers(),
                "SCHEMA_REGISTRY_URL=" + mesh.registryUrl(),
                "quillmesh.agent.model.base-url=http://127.0.0.1:1/v1",
                "quillmesh.agent.model.api-key=key",
                "quillmesh.agent.model.name=none")
            .registerShutdownHook(false)
            .initializers(context ->
                ((GenericApplicationContext) context)
                    .registerBean(AgentBinding.class, () -> binding))
            .run());
  }

  private ReplyComposed work(String group, TurnStarted request, AgentContext context) {
    turnsOf(group).add(request.getTurn().getTurnId());
    return ReplyComposed.newBuilder()
        .setEventId(context.eventId())
        .setConversationId(request.getTurn().getConversationId())
        .setTurnId(request.getTurn().getTurnId())
        .build();
  }

  /** The turns that a group has processed, including repeats. */
  List<String> workedOn(String group) {
    return List.copyOf(turnsOf(group));
  }

  private Queue<String> turnsOf(String group) {
    return turns.computeIfAbsent(group, _ -> new ConcurrentLinkedQueue<>());
  }

  /** Returns when both groups are done with a record, whatever they did with it. */
  void awaitDone(RecordMetadata record) {
    var partition = new TopicPartition(record.topic(), record.partition());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", mesh.bootstrapServers()))) {
      for (String group : GROUPS) {
        await(group)
            .atMost(Duration.ofSeconds(60))
            .until(() -> committed(admin, group, partition) > record.offset());
      }
    }
  }

  private static long committed(Admin admin, String group, TopicPartition partition)
      throws ExecutionException, InterruptedException {
    var offset =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().get(partition);
    return offset == null ? 0 : offset.offset();
  }

  @Override
  public void close() {
    running.forEach(ConfigurableApplicationContext::close);
  }
}
