package io.quillmesh.gateway.conversation.local;

import io.quillmesh.gateway.conversation.streams.Schemas;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topic;
import io.quillmesh.testing.KafkaAndRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes what agents write, and reads what is put aside. */
final class FakeAgents implements AutoCloseable {
  private final KafkaAndRegistry mesh;
  private final EventCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;

  FakeAgents(KafkaAndRegistry mesh) {
    this.mesh = mesh;
    this.codec = new EventCodec(mesh.registryUrl(), false);
    Schemas.fetchIds(codec);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", mesh.bootstrapServers(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  <T extends IndexedRecord> void send(Topic<T> topic, String key, T event) {
    sendBytes(topic.name(), key, codec.encode(topic, event));
  }

  void sendBytes(String topic, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first value under a key, committed, in a topic of one partition. */
  byte[] awaitValue(String topic, String key) {
    byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                mesh.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      for (int polls = 0; polls < 60; polls++) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          if (Arrays.equals(record.key(), wanted)) {
            return record.value();
          }
        }
      }
    }
    throw new AssertionError("Nothing came to " + topic);
  }

  @Override
  public void close() {
    producer.close();
    codec.close();
  }
}
