package io.quillmesh.gateway.conversation.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topics;
import io.quillmesh.testing.KafkaAndRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes cards, as agents do, and withdraws all of them in the end: tests share the topic. */
public final class Publisher implements AutoCloseable {
  private final String registryUrl;
  private final EventCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  public Publisher(KafkaAndRegistry mesh) {
    this.registryUrl = mesh.registryUrl();
    this.codec = new EventCodec(mesh.registryUrl(), true);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", mesh.bootstrapServers(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Registers the schema of the agent's results, and publishes its card. */
  public void publish(AgentCard card) {
    register(new Schema.Parser().parse(card.getResultSchema()));
    publishOnly(card);
  }

  public void publishOnly(AgentCard card) {
    send(card.getName(), codec.encode(Topics.CARDS, card));
  }

  public void register(Schema result) {
    codec.encode(Topics.results(result), new GenericRecordBuilder(result).build());
  }

  /** Has the registry accept any further version, as nobody should. */
  public void allowAnything(Schema result) throws IOException, InterruptedException {
    tellRegistry(
        "PUT", "/config/" + Topics.results(result).subject(), "{\"compatibility\": \"NONE\"}");
  }

  /** Registers a JSON schema where the agent's Avro schema should be, as nobody should. */
  public void registerJsonSchema(Schema result) throws IOException, InterruptedException {
    tellRegistry(
        "POST",
        "/subjects/" + Topics.results(result).subject() + "/versions",
        "{\"schemaType\": \"JSON\", \"schema\":"
            + " \"{\\\"$schema\\\": \\\"http://json-schema.org/draft-07/schema#\\\"}\"}");
  }

  private void tellRegistry(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registryUrl + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      assertThat(status).isEqualTo(200);
    }
  }

  public void withdraw(String name) {
    send(name, null);
  }

  public void send(String key, byte @Nullable [] value) {
    keys.add(key);
    try {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.CARDS.name(), key.getBytes(StandardCharsets.UTF_8), value))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    keys.forEach(this::withdraw);
    producer.close();
    codec.close();
  }
}
