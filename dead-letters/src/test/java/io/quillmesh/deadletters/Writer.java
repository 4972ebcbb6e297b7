package io.quillmesh.deadletters;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.Turn;
import io.quillmesh.schemas.TurnStarted;
import io.quillmesh.testing.KafkaAndRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes good records and bad ones. */
final class Writer implements AutoCloseable {
  final EventCodec codec;
  private final CachedSchemaRegistryClient registry;
  private final KafkaProducer<byte[], byte[]> producer;

  Writer(KafkaAndRegistry mesh) {
    codec = new EventCodec(mesh.registryUrl(), false);
    registry = new CachedSchemaRegistryClient(mesh.registryUrl(), 100);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", mesh.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  byte[] turn(String conversationId, String turnId) {
    Turn turn =
        Turn.newBuilder()
            .setConversationId(conversationId)
            .setTurnId(turnId)
            .setMessage("帮我写一篇伦敦游记")
            .build();
    return codec.encode(Topics.TURNS, TurnStarted.newBuilder().setTurn(turn).build());
  }

  /** The same record, written with a schema that the registry does not know yet. */
  byte[] turnOfUnknownSchema(String conversationId, String turnId, int schemaId) {
    byte[] bytes = turn(conversationId, turnId);
    ByteBuffer.wrap(bytes).putInt(1, schemaId);
    return bytes;
  }

  /** The id that the registry will assign next. */
  int nextSchemaId() {
    return registerVariant() + 1;
  }

  /** Registers schemas of turns until one has this id. */
  void registerSchema(int id) {
    int registered = 0;
    while (registered < id) {
      registered = registerVariant();
    }
    if (registered != id) {
      throw new IllegalStateException("Id " + id + " was given to another schema");
    }
  }

  private int registerVariant() {
    Schema variant = new Schema.Parser().parse(Topics.TURNS.schema().toString());
    variant.addProp("variant", UUID.randomUUID().toString());
    try {
      return registry.register(Topics.TURNS.subject(), new AvroSchema(variant));
    } catch (IOException | RestClientException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a turn, or something that looks like one, and returns when the broker has it. */
  RecordMetadata write(String key, byte[] value) {
    return write(
        new ProducerRecord<>(Topics.TURNS.name(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    codec.close();
  }
}
