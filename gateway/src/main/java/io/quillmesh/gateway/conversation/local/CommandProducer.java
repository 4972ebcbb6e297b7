package io.quillmesh.gateway.conversation.local;

import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes commands in order; all replicas acknowledge each. Safe for use by many threads. */
final class CommandProducer implements AutoCloseable {
  private final EventCodec codec;
  private final Producer<byte[], byte[]> producer;

  /**
   * @param kafka addresses and security
   */
  CommandProducer(EventCodec codec, Map<String, Object> kafka) {
    this.codec = codec;
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Budgets.RECORD);
    // A person waits, and a refusal is better than no answer.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Done when the broker has acknowledged the command. */
  CompletableFuture<Void> send(ClientCommand command) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    try {
      byte[] key = command.getConversationId().getBytes(StandardCharsets.UTF_8);
      byte[] value = codec.encode(Topics.COMMANDS, command);
      var unused =
          producer.send(
              new ProducerRecord<>(Topics.COMMANDS.name(), key, value),
              (_, error) -> {
                if (error == null) {
                  acknowledged.complete(null);
                } else {
                  acknowledged.completeExceptionally(error);
                }
              });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(e);
    }
    return acknowledged;
  }

  @Override
  public void close() {
    producer.close();
  }
}
