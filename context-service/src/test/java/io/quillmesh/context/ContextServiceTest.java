package io.quillmesh.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.wire.Codec;
import io.quillmesh.agent.wire.KafkaClients;
import io.quillmesh.agent.wire.Publisher;
import io.quillmesh.localmesh.testing.WithKafkaAndRegistry;
import io.quillmesh.offlinemodel.OfflineModel;
import io.quillmesh.offlinemodel.Settings;
import io.quillmesh.schemas.Agent;
import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The service as it runs, between a real broker, a real registry and a model over HTTP. */
@WithKafkaAndRegistry
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "quillmesh.agent.model.first-token-timeout=10s",
      "quillmesh.agent.model.retry.attempts=1"
    })
class ContextServiceTest {
  private static final byte[] GARBAGE = "no record".getBytes(StandardCharsets.UTF_8);

  @Autowired Environment environment;
  @Autowired Publisher publisher;
  @Autowired KafkaClients clients;
  @Autowired Codec codec;
  @LocalServerPort int port;

  /** Of this test; also the turn. */
  private String conversation = UUID.randomUUID().toString();

  @DynamicPropertySource
  static void model(DynamicPropertyRegistry properties) throws IOException {
    OfflineModel model = OfflineModel.start(Settings.INSTANT);
    properties.add("CONTEXT_BASE_URL", model::baseUrl);
  }

  @BeforeEach
  void theModelIsWell() {
    faults(Map.of("errorRate", 0, "hangRate", 0, "nonsenseRate", 0));
  }

  @Test
  void aTurnComesOutAnalysed() {
    // When
    publish();

    // Then
    ContextAnalyzed event = codec.decode(Topics.CONTEXTS, await(Topics.CONTEXTS.name()));
    assertThat(event.getAnalysis().getSummary()).contains("伦敦");
    assertThat(event.getAnalysis().getNeeds()).isNotEmpty();
    assertThat(event.getAnalysis().getUndiscoveredCapabilities()).isNotEmpty();
    assertThat(event.getCall().getModel()).isEqualTo("offline-context");
    assertThat(
            RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/actuator/health/readiness")
                .retrieve()
                .toBodilessEntity()
                .getStatusCode()
                .value())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "errorRate, MODEL_UNAVAILABLE",
    "hangRate, MODEL_TIMEOUT",
    "nonsenseRate, MODEL_ANSWER_INVALID"
  })
  void aModelThatFailsIsReported(String fault, FailureCode code) {
    // Given a model that has worked: the very first call of a process takes its time
    publish();
    await(Topics.CONTEXTS.name());
    conversation = UUID.randomUUID().toString();
    faults(Map.of(fault, 1));

    // When
    publish();

    // Then
    AgentFailed failed = codec.decode(Topics.FAILURES, await(Topics.FAILURES.name()));
    assertThat(failed.getFailure().getAgent()).isEqualTo(Agent.CONTEXT);
    assertThat(failed.getFailure().getCode()).isEqualTo(code.name());
  }

  @Test
  void whatCannotBeReadIsSetAsideAndTheNextIsAnswered() throws Exception {
    // When
    send(Topics.TURNS, GARBAGE);
    publish();

    // Then
    assertThat(await(Topics.TURNS.deadLetterTopic(Groups.CONTEXT_SERVICE))).isEqualTo(GARBAGE);
    assertThat(await(Topics.CONTEXTS.name())).isNotEmpty();
  }

  private void publish() {
    publisher.publish(
        Topics.TURNS,
        conversation,
        TurnStarted.newBuilder()
            .setTurn(
                Turn.newBuilder()
                    .setConversationId(conversation)
                    .setTurnId(conversation)
                    .setLanguage("zh")
                    .setMessage("帮我写一篇伦敦游记")
                    .build())
            .build());
  }

  private void send(Topic<?> topic, byte[] value) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", environment.getRequiredProperty("KAFKA_BOOTSTRAP_SERVERS"));
    byte[] key = conversation.getBytes(StandardCharsets.UTF_8);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    }
  }

  /** The value of the first record of this test's conversation. */
  private byte[] await(String topic) {
    try (Consumer<byte[], byte[]> consumer = clients.consumers().createConsumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant end = Instant.now().plusSeconds(60);
      while (Instant.now().isBefore(end)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (new String(record.key(), StandardCharsets.UTF_8).equals(conversation)) {
            return record.value();
          }
        }
      }
    }
    throw new AssertionError("Nothing came on " + topic);
  }

  /** Shares of the model's answers that go wrong. */
  private void faults(Map<String, Integer> shares) {
    URI model = URI.create(environment.getRequiredProperty("CONTEXT_BASE_URL"));
    RestClient.create()
        .put()
        .uri(model.resolve("/settings"))
        .contentType(MediaType.APPLICATION_JSON)
        .body(shares)
        .retrieve()
        .toBodilessEntity();
  }
}
