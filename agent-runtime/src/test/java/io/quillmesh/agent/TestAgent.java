package io.quillmesh.agent;

import static java.util.Objects.requireNonNull;

import io.quillmesh.agent.prompt.PromptTemplate;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnCancelled;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.testing.KafkaAndRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** An agent with topics of its own. A test starts as many instances as it needs. */
final class TestAgent implements AutoCloseable {
  static final int PARTITIONS = 4;
  static final ModelRequest REQUEST =
      new ModelRequest(
          new PromptTemplate("test", "Be brief.", "abc123"), Map.of("message", "Hello"));

  static {
    // Avro builds records only after the codec has named the package to trust.
    new EventCodec("mock://trust", false).close();
  }

  final String group = "test-" + UUID.randomUUID();
  final Topic<TurnStarted> input =
      new Topic<>(
          group + ".in",
          TurnStarted.class,
          Topic.Key.CONVERSATION,
          Duration.ofDays(1),
          Set.of(group));
  final Topic<ReplyComposed> output =
      new Topic<>(
          group + ".out",
          ReplyComposed.class,
          Topic.Key.CONVERSATION,
          Duration.ofDays(1),
          Set.of());
  final KafkaAndRegistry mesh;
  final EventCodec codec;

  private final AgentBinding<TurnStarted, ReplyComposed> binding;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<ConfigurableApplicationContext> instances = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();

  @EnableAutoConfiguration
  static class Application {}

  TestAgent(KafkaAndRegistry mesh, AgentTask<TurnStarted, ReplyComposed> task) {
    this.mesh = mesh;
    this.binding =
        new AgentBinding<>(Agents.REPLY, group, input, output, TurnStarted::getTurn, task);
    this.codec = new EventCodec(mesh.registryUrl(), true);
    Map<String, Object> bootstrap = Map.of("bootstrap.servers", mesh.bootstrapServers());
    this.admin = Admin.create(bootstrap);
    this.producer =
        new KafkaProducer<>(bootstrap, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      admin
          .createTopics(
              List.of(
                  new NewTopic(input.name(), PARTITIONS, (short) 1),
                  new NewTopic(output.name(), PARTITIONS, (short) 1),
                  new NewTopic(input.deadLetterTopic(group), 1, (short) 1)))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For all instances that start after this; overrides everything else. */
  TestAgent with(String... properties) {
    settings.addAll(List.of(properties));
    return this;
  }

  /** Instances use the listener that asks for a password. */
  TestAgent withSecuredBroker() {
    Map<String, String> client = mesh.securedClient();
    client.forEach((name, value) -> with("spring.kafka.properties." + name + "=" + value));
    return with("KAFKA_BOOTSTRAP_SERVERS=" + client.get("bootstrap.servers"));
  }

  /** Starts an instance. */
  ConfigurableApplicationContext start() {
    List<String> usual =
        List.of(
            "spring.main.web-application-type=none",
            "spring.config.import=classpath:quillmesh-agent.yml",
            "KAFKA_BOOTSTRAP_SERVERS=" + mesh.bootstrapServers(),
            "SCHEMA_REGISTRY_URL=" + mesh.registryUrl(),
            "AUTO_REGISTER_SCHEMAS=true",
            "DRAIN_TIMEOUT=5s",
            "AGENT_BASE_URL=http://127.0.0.1:1/v1",
            "AGENT_API_KEY=key",
            "AGENT_MODEL=first",
            "quillmesh.agent.model.retry.first-backoff=1ms",
            "quillmesh.agent.model.retry.longest-backoff=1ms");
    SpringApplication application =
        new SpringApplicationBuilder(Application.class)
            .properties(usual.toArray(String[]::new))
            .registerShutdownHook(false)
            .initializers(context ->
                ((GenericApplicationContext) context)
                    .registerBean(AgentBinding.class, () -> binding))
            .build();
    ConfigurableApplicationContext instance =
        application.run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
    instances.add(instance);
    return instance;
  }

  /** Starts an instance and returns when it also receives cancellations. */
  ConfigurableApplicationContext startAndAwaitReady() {
    ConfigurableApplicationContext instance = start();
    awaitHealth(instance, health -> health.getStatus().equals(Status.UP));
    return instance;
  }

  /** Asks until health is as given. */
  static Health awaitHealth(ConfigurableApplicationContext instance, Predicate<Health> wanted) {
    HealthIndicator indicator = instance.getBean("agentHealthIndicator", HealthIndicator.class);
    long deadline = System.nanoTime() + Reader.PATIENCE.toNanos();
    Health health = requireNonNull(indicator.health());
    while (!wanted.test(health)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not so after " + Reader.PATIENCE + ": " + health.getDetails());
      }
      Thread.yield();
      health = requireNonNull(indicator.health());
    }
    return health;
  }

  /** A turn of its own conversation. */
  static Turn turn() {
    return Turn.newBuilder()
        .setConversationId(UUID.randomUUID().toString())
        .setTurnId(UUID.randomUUID().toString())
        .setMessage("Hello")
        .build();
  }

  /** Writes a request for the agent. */
  void send(Turn turn) {
    sendRaw(
        turn.getConversationId(),
        codec.encode(input, TurnStarted.newBuilder().setTurn(turn).build()));
  }

  /** Writes a request to one partition. */
  void send(int partition, Turn turn) {
    await(request(partition, turn));
  }

  /** A request in one partition. */
  ProducerRecord<byte[], byte[]> request(int partition, Turn turn) {
    return new ProducerRecord<>(
        input.name(),
        partition,
        turn.getConversationId().getBytes(StandardCharsets.UTF_8),
        codec.encode(input, TurnStarted.newBuilder().setTurn(turn).build()));
  }

  /** That a turn is cancelled. */
  ProducerRecord<byte[], byte[]> cancellation(Turn turn) {
    TurnCancelled event =
        TurnCancelled.newBuilder()
            .setConversationId(turn.getConversationId())
            .setTurnId(turn.getTurnId())
            .setReason("CLIENT_ABORT")
            .build();
    return new ProducerRecord<>(
        Topics.CANCELLATIONS.name(),
        turn.getConversationId().getBytes(StandardCharsets.UTF_8),
        codec.encode(Topics.CANCELLATIONS, event));
  }

  /** Writes any bytes for the agent. */
  void sendRaw(String key, byte[] value) {
    await(new ProducerRecord<>(input.name(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  /** Writes any bytes anywhere. */
  void await(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A task that writes one text. */
  static ReplyComposed write(TurnStarted request, AgentContext context) {
    var text = context.write(REQUEST);
    return reply(request.getTurn(), context, text.text(), text.streamId());
  }

  /** Reads what comes after this. */
  Reader<ReplyComposed> results() {
    return new Reader<>(
        mesh.bootstrapServers(), output.name(), record -> codec.decode(output, record.value()));
  }

  /** The result that every test agent gives. */
  static ReplyComposed reply(Turn turn, AgentContext context, String text, String streamId) {
    return ReplyComposed.newBuilder()
        .setEventId(context.eventId())
        .setOccurredAt(context.now())
        .setConversationId(turn.getConversationId())
        .setTurnId(turn.getTurnId())
        .setText(text)
        .setStreamId(streamId)
        .setCall(context.call())
        .build();
  }

  /** What the group has committed, over all partitions. */
  long committed() {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(offset -> offset == null ? 0 : offset.offset())
          .sum();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many records were written for the agent. */
  long written() {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      latest.put(new TopicPartition(input.name(), partition), OffsetSpec.latest());
    }
    try {
      return admin.listOffsets(latest).all().get().values().stream()
          .mapToLong(offset -> offset.offset())
          .sum();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The members of the group. */
  int members() {
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .mapToInt(description -> description.members().size())
          .sum();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      return 0;
    }
  }

  /** Stops all instances. */
  void stop() {
    instances.forEach(ConfigurableApplicationContext::close);
  }

  @Override
  public void close() {
    stop();
    producer.close();
    admin.close();
    codec.close();
  }
}
