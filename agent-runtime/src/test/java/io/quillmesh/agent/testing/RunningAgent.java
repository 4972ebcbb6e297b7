package io.quillmesh.agent.testing;

import io.quillmesh.agent.kafka.Codec;
import io.quillmesh.agent.kafka.KafkaClients;
import io.quillmesh.agent.kafka.Publisher;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Turn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * A running agent service, seen from outside: its topics, its model and its health. Tests share
 * topics, so everything belongs to a conversation that the test names.
 */
public final class RunningAgent {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Environment environment;
  private final Publisher publisher;
  private final KafkaClients clients;
  private final Codec codec;

  RunningAgent(Environment environment, Publisher publisher, KafkaClients clients, Codec codec) {
    this.environment = environment;
    this.publisher = publisher;
    this.clients = clients;
    this.codec = codec;
  }

  /** The first turn of a conversation, with the same id: 帮我写一篇伦敦游记. */
  public static Turn turn(String conversation) {
    return Turn.newBuilder()
        .setConversationId(conversation)
        .setTurnId(conversation)
        .setLanguage("zh")
        .setMessage("帮我写一篇伦敦游记")
        .build();
  }

  /** Writes an event and returns when the broker has it. */
  public <T extends SpecificRecord> void send(Topic<T> topic, String conversation, T event) {
    publisher.publish(topic, conversation, event);
  }

  /** Writes any bytes where others write events, and returns when the broker has them. */
  public void sendBytes(Topic<?> topic, String conversation, byte[] value)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", environment.getRequiredProperty("KAFKA_BOOTSTRAP_SERVERS"));
    byte[] key = conversation.getBytes(StandardCharsets.UTF_8);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    }
  }

  /** The first event of the conversation on the topic, once it is there. */
  public <T extends SpecificRecord> T await(Topic<T> topic, String conversation) {
    return codec.decode(topic, awaitBytes(topic.name(), conversation));
  }

  /** The first bytes of the conversation that the group has put aside, once they are there. */
  public byte[] awaitDeadLetter(Topic<?> topic, String group, String conversation) {
    return awaitBytes(topic.deadLetterTopic(group), conversation);
  }

  private byte[] awaitBytes(String topic, String conversation) {
    try (Consumer<byte[], byte[]> consumer = clients.consumers(() -> false).createConsumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant end = Instant.now().plus(PATIENCE);
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

  /** The offline model answers as it should. */
  public void modelIsWell() {
    setModel(Map.of("errorRate", 0, "hangRate", 0, "cutRate", 0, "nonsenseRate", 0));
  }

  /**
   * From now on, every answer of the offline model goes wrong.
   *
   * @param fault the rate in the model's settings that causes it
   */
  public void modelFails(String fault) {
    setModel(Map.of(fault, 1));
  }

  private void setModel(Map<String, Integer> settings) {
    URI model = URI.create(environment.getRequiredProperty("quillmesh.agent.model.base-url"));
    RestClient.create()
        .put()
        .uri(model.resolve("/settings"))
        .contentType(MediaType.APPLICATION_JSON)
        .body(settings)
        .retrieve()
        .toBodilessEntity();
  }

  /** The HTTP status of its readiness; an error for that of one that is not ready. */
  public int readiness() {
    return RestClient.create("http://127.0.0.1:" + environment.getProperty("local.server.port"))
        .get()
        .uri("/actuator/health/readiness")
        .retrieve()
        .toBodilessEntity()
        .getStatusCode()
        .value();
  }
}
