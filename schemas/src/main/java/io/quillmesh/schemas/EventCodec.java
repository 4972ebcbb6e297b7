package io.quillmesh.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.TopicNameStrategy;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Records to bytes and back, in Confluent's wire format (a zero, the schema's id as four bytes,
 * Avro binary).
 *
 * <p>Confluent's deserializer reports an unreachable registry exactly like garbage. Here they are
 * two exceptions, because only the first case may be retried. Safe for use by many threads.
 */
public final class EventCodec implements AutoCloseable {
  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;
  private static final int NOT_FOUND = 404;

  static {
    TrustedRecords.trust();
  }

  private final SchemaRegistryClient registry;
  private final Serde ofOneType;
  private final Serde ofMany;

  /** Schemas that were looked at; a registered schema does not change. */
  private final Set<Integer> sound = ConcurrentHashMap.newKeySet();

  /**
   * @param registryUrl the address of a schema registry with Confluent's API, with user and
   *     password if it needs them, or {@code mock://name} for one inside this JVM
   * @param autoRegister whether unknown schemas are registered when they are first written; leave
   *     it off outside tests, where the provisioning step registers them
   */
  public EventCodec(String registryUrl, boolean autoRegister) {
    RegistryAddress address = RegistryAddress.of(registryUrl);
    this.registry = registry(address);
    this.ofOneType =
        Serde.of(registry, address, autoRegister, TopicNameStrategy.class, /* generated */ true);
    this.ofMany = Serde.of(registry, address, autoRegister, TopicRecordNameStrategy.class, false);
  }

  /** Confluent's two halves. Topics with one type of record and those with many need their own. */
  private record Serde(KafkaAvroSerializer serializer, KafkaAvroDeserializer deserializer) {
    static Serde of(
        SchemaRegistryClient registry,
        RegistryAddress address,
        boolean autoRegister,
        Class<?> subjects,
        boolean generatedClasses) {
      Map<String, Object> settings =
          Map.of(
              "schema.registry.url",
              address.url(),
              "auto.register.schemas",
              autoRegister,
              "value.subject.name.strategy",
              subjects.getName(),
              "specific.avro.reader",
              generatedClasses);
      return new Serde(
          new KafkaAvroSerializer(registry, settings),
          new KafkaAvroDeserializer(registry, settings));
    }

    void close() {
      serializer.close();
      deserializer.close();
    }
  }

  private Serde serde(Topic<?> topic) {
    return topic.isOfOneType() ? ofOneType : ofMany;
  }

  private static SchemaRegistryClient registry(RegistryAddress address) {
    String mock = "mock://";
    return address.url().startsWith(mock)
        ? MockSchemaRegistry.getClientForScope(
            address.url().substring(mock.length()), List.of(new AvroSchemaProvider()))
        : address.client();
  }

  /**
   * Encodes a record for a topic.
   *
   * @throws RegistryUnavailableException if the schema's id is not known yet and the registry does
   *     not return it
   */
  public <T extends IndexedRecord> byte[] encode(Topic<T> topic, T event) {
    try {
      return serde(topic).serializer().serialize(topic.name(), event);
    } catch (KafkaException e) {
      // Confluent's serializer has an exception of its own for many of the registry's answers.
      throw new RegistryUnavailableException(
          "The registry does not give the id of "
              + topic.subject()
              + ": is it up, does it know us, and has the provisioning step registered this build's"
              + " schemas?",
          e);
    }
  }

  /**
   * Decodes the bytes of a topic.
   *
   * @throws RegistryUnavailableException if the writer's schema cannot be fetched now: try again
   * @throws UndecodableException if the bytes are not a record of this topic, now or later
   */
  public <T extends IndexedRecord> T decode(Topic<T> topic, byte @Nullable [] bytes) {
    if (bytes == null || bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      throw new UndecodableException(
          UndecodableException.Reason.FRAMING,
          "expected a zero byte and a schema id of four bytes, then Avro; got "
              + (bytes == null ? "no value" : bytes.length + " bytes"),
          null);
    }
    checkSchema(topic, ByteBuffer.wrap(bytes, 1, 4).getInt());
    Object event;
    try {
      event = serde(topic).deserializer().deserialize(topic.name(), bytes);
    } catch (RuntimeException | StackOverflowError e) {
      // A record whose schema contains itself may be deeper than any stack.
      throw new UndecodableException(
          UndecodableException.Reason.PAYLOAD,
          "the bytes do not fit the schema that they name: " + rootMessage(e),
          e);
    }
    if (!topic.type().isInstance(event)) {
      throw new UndecodableException(
          UndecodableException.Reason.TYPE,
          "expected a "
              + topic.type().getSimpleName()
              + ", got "
              + (event instanceof IndexedRecord other
                  ? other.getSchema().getName()
                  : "another type"),
          null);
    }
    return topic.type().cast(event);
  }

  private void checkSchema(Topic<?> topic, int id) {
    ParsedSchema schema = fetchSchema(topic, id);
    if (sound.contains(id)) {
      return;
    }
    String problem =
        schema.rawSchema() instanceof Schema avro
            ? Unfolding.problem(avro)
            : "it is of type " + schema.schemaType();
    if (problem != null) {
      throw new UndecodableException(
          UndecodableException.Reason.SCHEMA_ID,
          "records with the schema %d are not read: %s".formatted(id, problem),
          null);
    }
    sound.add(id);
  }

  /**
   * Asks the registry only for ids that are not cached. What the deserializer does after that is
   * local.
   */
  private ParsedSchema fetchSchema(Topic<?> topic, int id) {
    try {
      // Where there are many types, only the schema says which subject is its own.
      return registry.getSchemaBySubjectAndId(topic.isOfOneType() ? topic.subject() : null, id);
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new UndecodableException(
            UndecodableException.Reason.SCHEMA_ID, "no schema has the id " + id, e);
      }
      throw new RegistryUnavailableException("The registry refused schema " + id, e);
    } catch (IOException e) {
      if (isNoAvro(e)) {
        throw noAvro(id, e);
      }
      throw new RegistryUnavailableException("The registry is out of reach", e);
    } catch (RuntimeException e) {
      // What Confluent's client throws for types that it does not know, and for nonsense.
      if (Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
          .anyMatch(
              cause -> cause instanceof IOException || cause instanceof RestClientException)) {
        throw new RegistryUnavailableException("The registry does not give schema " + id, e);
      }
      throw noAvro(id, e);
    }
  }

  private static UndecodableException noAvro(int id, Exception e) {
    return new UndecodableException(
        UndecodableException.Reason.SCHEMA_ID, "the schema " + id + " is not Avro", e);
  }

  /**
   * Whether the registry has answered with a schema that cannot be parsed. Only the message tells
   * that apart from a registry that is out of reach. One that names others may be without them for
   * a moment only.
   */
  private static boolean isNoAvro(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("Invalid schema ") && message.contains(" with refs [] ");
  }

  /**
   * All schemas that were ever registered for a topic's values, the oldest first; empty if there
   * are none.
   *
   * @throws RegistryUnavailableException if they cannot be fetched now: try again
   * @throws UndecodableException if one of them is not Avro
   */
  public List<Schema> versions(Topic<?> topic) {
    try {
      List<Schema> schemas = new ArrayList<>();
      for (int version : registry.getAllVersions(topic.subject())) {
        String schema = registry.getSchemaMetadata(topic.subject(), version).getSchema();
        schemas.add(parse(topic, version, schema));
      }
      return schemas;
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        return List.of();
      }
      throw new RegistryUnavailableException(
          "The registry refused the versions of " + topic.subject(), e);
    } catch (IOException e) {
      throw new RegistryUnavailableException("The registry is out of reach", e);
    }
  }

  private static Schema parse(Topic<?> topic, int version, String schema) {
    try {
      return new Schema.Parser().setValidateDefaults(false).parse(schema);
    } catch (AvroRuntimeException e) {
      throw new UndecodableException(
          UndecodableException.Reason.SCHEMA_ID,
          "version %d of %s is not Avro".formatted(version, topic.subject()),
          e);
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName()
        + (root.getMessage() == null ? "" : ": " + root.getMessage());
  }

  @Override
  public void close() {
    ofOneType.close();
    ofMany.close();
  }
}
