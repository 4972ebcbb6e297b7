package io.quillmesh.agenthost.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.testing.KafkaAndRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The mesh as a gateway sees it: asks agents, and reads what is on the topics. */
final class TestMesh implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Object> broker;
  private final EventCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;

  TestMesh(KafkaAndRegistry mesh) {
    this.broker = Map.of("bootstrap.servers", mesh.bootstrapServers());
    this.codec = new EventCodec(mesh.registryUrl(), false);
    this.producer =
        new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Asks an agent, in a conversation and a turn of this id. */
  void ask(String agent, String turn) {
    AgentRequested request =
        AgentRequested.newBuilder()
            .setAgent(agent)
            .setTurn(
                Turn.newBuilder()
                    .setConversationId(turn)
                    .setTurnId(turn)
                    .setMessage("London")
                    .build())
            .build();
    send(Topics.REQUESTS, turn, codec.encode(Topics.REQUESTS, request));
  }

  /** Writes any bytes, and returns when the broker has them. */
  void send(Topic<?> topic, String key, byte[] value) {
    try {
      producer
          .send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value))
          .get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The result of a turn, once it is there. */
  GenericRecord result(String turn) {
    return await(Topics.RESULTS, turn, _ -> true).getLast();
  }

  /** The cards of an agent, once the last is as wanted. */
  List<AgentCard> cards(String agent, Predicate<AgentCard> wanted) {
    return await(Topics.CARDS, agent, wanted);
  }

  /** Waits until an agent has a card, or has none any more. */
  void awaitCard(String agent, boolean isThere) {
    Awaitility.await().atMost(PATIENCE).until(() -> hasCard(agent) == isThere);
  }

  private boolean hasCard(String agent) {
    byte[] key = agent.getBytes(StandardCharsets.UTF_8);
    TopicPartition cards = new TopicPartition(Topics.CARDS.name(), 0);
    boolean hasCard = false;
    try (var consumer =
        new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(cards));
      consumer.seekToBeginning(List.of(cards));
      long end = consumer.endOffsets(List.of(cards)).getOrDefault(cards, 0L);
      while (consumer.position(cards) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          hasCard = Arrays.equals(record.key(), key) ? record.value() != null : hasCard;
        }
      }
    }
    return hasCard;
  }

  /** Bytes with this key, once there are some. */
  byte[] bytes(String topic, String key) {
    return records(topic, key, records -> !records.isEmpty()).getLast().value();
  }

  private <T extends IndexedRecord> List<T> await(Topic<T> topic, String key, Predicate<T> wanted) {
    return records(
            topic.name(),
            key,
            records ->
                !records.isEmpty() && wanted.test(codec.decode(topic, records.getLast().value())))
        .stream()
        .map(record -> codec.decode(topic, record.value()))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(
      String topic, String key, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant end = Instant.now().plus(PATIENCE);
      while (!enough.test(found)) {
        assertThat(Instant.now()).as("patience with %s on %s", key, topic).isBefore(end);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (new String(record.key(), StandardCharsets.UTF_8).equals(key)) {
            found.add(record);
          }
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    producer.close();
    codec.close();
  }
}
