package io.quillmesh.gateway.conversation.agents;

import static io.quillmesh.gateway.conversation.admission.SampleCards.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quillmesh.gateway.conversation.admission.SampleCards;
import io.quillmesh.gateway.conversation.directory.ListedAgent;
import io.quillmesh.gateway.conversation.directory.ListedAgent.Status;
import io.quillmesh.gateway.conversation.graph.AgentGraph;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.BuiltInAgents;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topics;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cards in, agents out, with a real broker and a real registry. */
@WithKafkaAndRegistry
class CardConsumerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Mesh> meshes = new ArrayList<>();
  private KafkaAndRegistry servers;
  private Publisher publisher;

  /** What one gateway knows of the agents. */
  private record Mesh(
      KnownAgents agents,
      CardConsumer consumer,
      SimpleMeterRegistry meters,
      BlockingQueue<String> changes) {

    Optional<ListedAgent> agent(String name) {
      return agents.agents().stream().filter(agent -> agent.name().equals(name)).findFirst();
    }

    void await(String name, Status status) {
      org.awaitility.Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(agent(name)).map(ListedAgent::status).as(name).hasValue(status));
    }

    boolean inGraph(String name) {
      return agents.get().cards().stream().anyMatch(card -> card.name().equals(name));
    }
  }

  @BeforeEach
  void start(KafkaAndRegistry servers) {
    this.servers = servers;
    publisher = new Publisher(servers);
  }

  private Mesh mesh() throws InterruptedException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    KnownAgents agents =
        new KnownAgents(
            AgentGraph.builtIn(_ -> Duration.ofMinutes(1)), Duration.ofMinutes(10), meters);
    CardConsumer consumer =
        new CardConsumer(
            Map.copyOf(servers.securedClient()),
            new EventCodec(servers.registryUrl(), false),
            agents,
            meters);
    Mesh mesh = new Mesh(agents, consumer, meters, new LinkedBlockingQueue<>());
    agents.onChange(() -> mesh.changes().add("changed"));
    meshes.add(mesh);
    consumer.start();
    assertThat(consumer.awaitFirstReading(PATIENCE)).isTrue();
    return mesh;
  }

  @AfterEach
  void stop() {
    meshes.forEach(mesh -> mesh.consumer().stop());
    publisher.close();
  }

  @Test
  void anAgentComesAndGoesWhileTheGatewayRuns() throws InterruptedException {
    // Given
    Mesh mesh = mesh();

    // When
    publisher.publish(card("cards-titles", "generator").build());

    // Then
    assertThat(mesh.changes().poll(60, TimeUnit.SECONDS)).isNotNull();
    assertThat(mesh.inGraph("cards-titles")).isTrue();
    assertThat(mesh.meters().get("quillmesh.agents").tag("status", "ADMITTED").gauge().value())
        .isEqualTo(1);

    // When
    publisher.withdraw("cards-titles");

    // Then
    assertThat(mesh.changes().poll(60, TimeUnit.SECONDS)).isNotNull();
    assertThat(mesh.inGraph("cards-titles")).isFalse();
    assertThat(mesh.agent("cards-titles")).isEmpty();
  }

  @Test
  void anotherGatewayKnowsTheSame() throws InterruptedException {
    // Given
    Mesh first = mesh();
    publisher.publish(card("cards-b", "cards-a").setEndsTurn(false).build());
    publisher.publish(card("cards-a").build());
    publisher.publishOnly(card("cards-c").setDeadlineMs(0).build());
    publisher.publishOnly(
        AgentCard.newBuilder(BuiltInAgents.card("reply").orElseThrow())
            .setModel("a-model")
            .build());
    first.await("cards-c", Status.REFUSED);
    await().until(() -> first.agent("reply").orElseThrow().model().equals("a-model"));

    // When
    Mesh second = mesh();

    // Then
    assertThat(second.agents().agents()).isEqualTo(first.agents().agents());
    assertThat(second.agents().get()).isEqualTo(first.agents().get());
    assertThat(second.agents().agents())
        .extracting(ListedAgent::name)
        .containsExactly(
            "intent", "context", "generator", "reply", "phase", "cards-a", "cards-b", "cards-c");
  }

  @Test
  void aSchemaThatIsRegisteredLaterIsAdmittedThen() throws InterruptedException {
    // Given
    Mesh mesh = mesh();
    AgentCard card = card("cards-early").build();
    publisher.publishOnly(card);
    mesh.await("cards-early", Status.REFUSED);
    assertThat(mesh.agent("cards-early").orElseThrow().reason())
        .contains(
            "not registered under conversation.results-io.quillmesh.agents.cards_early.CardsEarlyAnswered");
    assertThat(mesh.inGraph("cards-early")).isFalse();

    // When
    publisher.register(new Schema.Parser().parse(card.getResultSchema()));

    // Then
    mesh.await("cards-early", Status.ADMITTED);
  }

  @Test
  void aSchemaThatBreaksReadersOfAnEarlierVersionIsRefused() throws Exception {
    // Given
    Mesh mesh = mesh();
    Schema first = SampleCards.result("cards-broken", answer("string", ""));
    publisher.register(first);
    publisher.allowAnything(first);

    // When
    Schema broken = SampleCards.result("cards-broken", answer("int", 0));
    publisher.publish(card("cards-broken").setResultSchema(broken.toString()).build());

    // Then
    mesh.await("cards-broken", Status.REFUSED);
    assertThat(mesh.agent("cards-broken").orElseThrow().reason())
        .contains("not compatible with version 1");
  }

  @Test
  void aSchemaBesideOneThatIsNotAvroIsRefusedAndHoldsUpNoOther() throws Exception {
    // Given
    Mesh mesh = mesh();
    AgentCard card = card("cards-json").build();
    publisher.registerJsonSchema(new Schema.Parser().parse(card.getResultSchema()));

    // When
    publisher.publishOnly(card);
    publisher.publish(card("cards-after-json").build());

    // Then
    mesh.await("cards-json", Status.REFUSED);
    assertThat(mesh.agent("cards-json").orElseThrow().reason()).contains("is not Avro");
    mesh.await("cards-after-json", Status.ADMITTED);
  }

  private static Schema answer(String type, Object value) {
    return SchemaBuilder.record("Answer")
        .namespace("io.quillmesh.agents.cards_broken")
        .fields()
        .name("score")
        .type(type)
        .withDefault(value)
        .endRecord();
  }

  @Test
  void hostileRecordsDisturbNobody() throws InterruptedException {
    // Given
    Mesh mesh = mesh();
    publisher.publish(card("cards-sound").build());
    publisher.publish(card("cards-overwritten").build());
    // What other tests have left on the topic.
    Map<String, Double> before = skipped(mesh);

    // When
    publisher.send("cards-garbage", "not avro".getBytes(StandardCharsets.UTF_8));
    publisher.send("", new byte[] {0, 0, 0, 0, 1, 2, 3});
    publisher.send("cards-large", new byte[1_000_000]);
    publisher.send("cards-overwritten", new byte[] {1});
    try (EventCodec codec = new EventCodec(servers.registryUrl(), false)) {
      byte[] stolen = codec.encode(Topics.CARDS, card("cards-sound").build());
      publisher.send("cards-thief", stolen);
      publisher.send("generator", codec.encode(Topics.CARDS, card("generator", "phase").build()));
    }
    publisher.publish(card("cards-last").build());

    // Then
    mesh.await("cards-last", Status.ADMITTED);
    mesh.await("cards-sound", Status.ADMITTED);
    assertThat(mesh.agents().get().cards())
        .extracting(agent -> agent.name())
        .containsExactly(
            "intent", "context", "generator", "reply", "phase", "cards-last", "cards-sound");
    assertThat(mesh.agent("generator").orElseThrow().after()).containsExactly("intent");
    Map<String, Double> after = skipped(mesh);
    before.forEach((reason, count) -> after.merge(reason, -count, Double::sum));
    assertThat(after)
        .containsEntry("FRAMING", 2.0)
        .containsEntry("SCHEMA_ID", 1.0)
        .containsEntry("KEY", 1.0)
        .containsEntry("BUILT_IN", 1.0);
  }

  /** How many by reason. */
  private static Map<String, Double> skipped(Mesh mesh) {
    Map<String, Double> counts = new HashMap<>();
    mesh.meters()
        .find("quillmesh.cards.skipped")
        .counters()
        .forEach(counter -> counts.put(counter.getId().getTag("reason"), counter.count()));
    return counts;
  }

  @Test
  void whileTheRegistryIsAwayAnAgentIsPending() throws Exception {
    // Given
    Mesh mesh = mesh();
    publisher.publish(card("cards-known").build());
    mesh.await("cards-known", Status.ADMITTED);
    publisher.register(new Schema.Parser().parse(card("cards-new").build().getResultSchema()));
    servers.stopRegistry();

    try {
      // When
      publisher.publishOnly(card("cards-new").build());

      // Then
      mesh.await("cards-new", Status.PENDING);
      assertThat(mesh.agent("cards-new").orElseThrow().reason()).contains("registry");
      assertThat(mesh.inGraph("cards-known")).isTrue();
    } finally {
      servers.startRegistry();
    }
    mesh.await("cards-new", Status.ADMITTED);
  }
}
