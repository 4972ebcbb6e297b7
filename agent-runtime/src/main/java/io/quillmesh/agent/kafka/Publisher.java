package io.quillmesh.agent.kafka;

import io.quillmesh.agent.retry.RetryForever;
import io.quillmesh.agent.retry.StoppingException;
import io.quillmesh.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/** Writes records so that the broker has them before anything else depends on it. */
public final class Publisher implements AutoCloseable {
  private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
  private final KafkaTemplate<byte[], byte[]> kafka;
  private final Codec codec;
  private final RetryForever retry;

  Publisher(
      DefaultKafkaProducerFactory<byte[], byte[]> producers, Codec codec, RetryForever retry) {
    this.producers = producers;
    this.kafka = new KafkaTemplate<>(producers);
    // We log failures once a minute, not once a record.
    this.kafka.setProducerListener(new ProducerListener<>() {});
    this.codec = codec;
    this.retry = retry;
  }

  /**
   * Writes a record and returns when the broker has it. Retries until then.
   *
   * @param key the conversation
   * @throws TooLargeException if it is larger than the topic takes
   * @throws StoppingException if the thread is interrupted meanwhile
   */
  public <T extends IndexedRecord> void publish(Topic<T> topic, String key, T event) {
    write(new ProducerRecord<>(topic.name(), bytes(key), codec.encode(topic, event)));
  }

  /**
   * Learns what the first record to this topic needs, the schema's id and the topic's partitions.
   * Retries until it has them.
   */
  public void prepare(Topic<?> topic) {
    codec.learn(topic);
    retry.call(
        () -> {
          try {
            return kafka.partitionsFor(topic.name());
          } catch (RuntimeException e) {
            throw new PublishFailedException(topic.name(), e);
          }
        },
        PublishFailedException.class);
  }

  /**
   * Writes a record that may be lost, without waiting. Records of one key stay in order.
   *
   * @param key the conversation
   * @return done when the broker has it
   */
  public <T extends IndexedRecord> CompletableFuture<?> offer(Topic<T> topic, String key, T event) {
    try {
      return kafka.send(
          new ProducerRecord<>(topic.name(), bytes(key), codec.encodeNow(topic, event)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Writes bytes and returns when the broker has them. Retries until then. */
  void write(ProducerRecord<byte[], byte[]> bytes) {
    retry.call(() -> send(bytes), PublishFailedException.class);
  }

  private Object send(ProducerRecord<byte[], byte[]> bytes) {
    try {
      return kafka.send(bytes).get();
    } catch (InterruptedException e) {
      throw StoppingException.interrupted(e);
    } catch (ExecutionException | RuntimeException e) {
      // Kafka's own exception, or Spring's around it, thrown at once or by the future: the root
      // cause counts.
      Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
      if (cause instanceof InterruptedException interrupted) {
        throw StoppingException.interrupted(interrupted);
      }
      if (cause instanceof RecordTooLargeException) {
        byte[] value = bytes.value();
        throw new TooLargeException(bytes.topic(), value == null ? 0 : value.length, cause);
      }
      throw new PublishFailedException(bytes.topic(), cause);
    }
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producers.destroy();
  }
}
