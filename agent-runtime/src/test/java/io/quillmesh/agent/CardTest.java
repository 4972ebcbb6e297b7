package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.kafka.CardTopic;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentLabels;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.BuiltInAgents;
import io.quillmesh.schemas.Topics;
import io.quillmesh.testing.KafkaAndRegistry;
import io.quillmesh.testing.WithKafkaAndRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Agents introduce themselves, to a real broker that others have written to. */
@WithKafkaAndRegistry
class CardTest {
  private final KafkaAndRegistry mesh;
  private final TestAgent agent;

  CardTest(KafkaAndRegistry mesh) {
    this.mesh = mesh;
    this.agent = new TestAgent(mesh, TestAgent::write);
  }

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void anAgentOfTheMeshItselfPublishesItsCard() {
    // Given
    String model = "model-" + UUID.randomUUID();
    try (Reader<AgentCard> cards = cards(Agents.REPLY)) {
      // When
      agent.with("quillmesh.agent.model.name=" + model).start();

      // Then
      AgentCard card = cards.await(1).getFirst();
      assertThat(card.getModel()).isEqualTo(model);
      AgentCard known = BuiltInAgents.card(Agents.REPLY).orElseThrow();
      assertThat(card.getAfter()).isEqualTo(known.getAfter());
      assertThat(card.getLabels()).isEqualTo(known.getLabels());
    }
  }

  @Test
  void aCardIsPublishedOnlyWhenItDiffersFromTheOneThatIsThere() throws Exception {
    // Given
    CardTopic topic = agent.start().getBean(CardTopic.class);
    String name = "card-" + UUID.randomUUID().toString().substring(0, 8);
    AgentCard first = AgentCard.newBuilder().setName(name).build();
    AgentCard second =
        AgentCard.newBuilder(first).setLabels(new AgentLabels("Titles", "标题")).build();

    // When, Then
    assertThat(topic.publish(first)).isTrue();
    assertThat(topic.publish(first)).isFalse();
    assertThat(topic.publish(second)).isTrue();
    assertThat(topic.publish(second)).isFalse();
    assertThat(topic.publish(first)).isTrue();

    // When it is withdrawn, or somebody has written nonsense, Then
    write(name, null);
    assertThat(topic.publish(first)).isTrue();
    write(name, new byte[] {1, 2, 3});
    assertThat(topic.publish(first)).isTrue();
    assertThat(topic.publish(first)).isFalse();
  }

  private Reader<AgentCard> cards(String name) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    return new Reader<>(
        mesh.bootstrapServers(),
        Topics.CARDS.name(),
        record ->
            Arrays.equals(record.key(), key)
                ? agent.codec.decode(Topics.CARDS, record.value())
                : null);
  }

  private void write(String name, byte @Nullable [] card) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", mesh.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.CARDS.name(), name.getBytes(StandardCharsets.UTF_8), card))
          .get();
    }
  }
}
