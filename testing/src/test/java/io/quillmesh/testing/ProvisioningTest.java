package io.quillmesh.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.provisioning.Provisioning;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What the provisioning step promises, with a real broker and a real registry. */
@WithKafkaAndRegistry
class ProvisioningTest {

  @Test
  void everyTopicHasItsRetentionAndADeadLetterTopicForEachReader(KafkaAndRegistry both)
      throws Exception {
    try (Admin admin = admin(both)) {
      List<String> deadLetters =
          Topics.ALL.stream()
              .flatMap(topic -> topic.readers().stream().map(topic::deadLetterTopic))
              .toList();
      assertThat(admin.listTopics().names().get())
          .containsAll(Topics.ALL.stream().map(Topic::name).toList())
          .containsAll(deadLetters)
          .contains("conversation.turns." + Groups.INTENT_SERVICE + ".dlt")
          .contains(Topics.HANDLED_DEAD_LETTERS);

      var chunks = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CHUNKS.name());
      var config =
          Objects.requireNonNull(admin.describeConfigs(List.of(chunks)).all().get().get(chunks));
      assertThat(config.get("retention.ms").value())
          .isEqualTo(Long.toString(Topics.CHUNKS.retention().toMillis()));
      assertThat(config.get("segment.ms").value())
          .isEqualTo(Long.toString(Topics.CHUNKS.retention().dividedBy(6).toMillis()));
      assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
    }
  }

  @Test
  void theTopicOfCardsKeepsTheNewestOfEachAgentInOnePartition(KafkaAndRegistry both)
      throws Exception {
    try (Admin admin = admin(both)) {
      String name = Topics.CARDS.name();
      var cards = new ConfigResource(ConfigResource.Type.TOPIC, name);
      var config =
          Objects.requireNonNull(admin.describeConfigs(List.of(cards)).all().get().get(cards));

      assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
      assertThat(admin.describeTopics(List.of(name)).allTopicNames().get().values())
          .singleElement()
          .satisfies(topic -> assertThat(topic.partitions()).hasSize(1));
    }
  }

  @Test
  void anotherPartitionCountIsRefusedInWords(KafkaAndRegistry both) {
    assertThatThrownBy(() ->
            Provisioning.run(
                both.bootstrapServers(),
                both.registryUrl(),
                new Provisioning.Settings(OptionalInt.of(5), (short) 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must have 5 partitions")
        .hasMessageContaining("conversation.turns has 4");
  }

  @Test
  void unlessSetTheCountIsTheOneOfTheTopicsThatAreThere(KafkaAndRegistry both) throws Exception {
    try (Admin admin = admin(both)) {
      // Given that a topic is missing, as if this version had added it
      String added = Topics.INDEX.name();
      admin.deleteTopics(List.of(added)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(added));

      // When
      Provisioning.run(both.bootstrapServers(), both.registryUrl(), Provisioning.Settings.DEFAULT);

      // Then
      var topics = admin.describeTopics(List.of(added)).allTopicNames().get();
      assertThat(topics.values())
          .singleElement()
          .satisfies(topic -> assertThat(topic.partitions()).hasSize(4));
    }
  }

  @Test
  void aSchemaThatCannotReadOldRecordsIsRefused(KafkaAndRegistry both) {
    Schema mandatory =
        changed(Topics.CHUNKS.schema(), new Field("new", Schema.create(Type.STRING), "", null));

    assertRefused(both, Topics.CHUNKS, mandatory);
  }

  @Test
  void aSchemaThatOldReadersCannotReadIsRefused(KafkaAndRegistry both) {
    // A reader with long can read an int, but not the other way round.
    Schema longer =
        changed(Topics.CHUNKS.schema(), new Field("offset", Schema.create(Type.LONG), "", 0));

    assertRefused(both, Topics.CHUNKS, longer);
  }

  @Test
  void aSchemaThatFitsTheLastVersionButNotTheFirstIsRefused(KafkaAndRegistry both)
      throws Exception {
    // Given a second version without a field, for which both sides then use its default in Avro
    Schema first = Topics.PHASES.schema();
    registry(both).register(Topics.PHASES.subject(), new AvroSchema(without(first, "turnId")));

    // When, Then
    Schema third = changed(first, new Field("turnId", Schema.create(Type.INT), "", 0));
    assertRefused(both, Topics.PHASES, third);
  }

  @Test
  void whatWasReadOnceIsReadWithoutTheRegistry(KafkaAndRegistry both) throws Exception {
    try (EventCodec warm = new EventCodec(both.registryUrl(), false);
        EventCodec cold = new EventCodec(both.registryUrl(), false)) {
      // Given
      TextChunk chunk = TextChunk.newBuilder().setText("伦敦").build();
      byte[] bytes = warm.encode(Topics.CHUNKS, chunk);
      warm.decode(Topics.CHUNKS, bytes);

      // When
      both.stopRegistry();
      try {
        // Then
        assertThat(warm.decode(Topics.CHUNKS, bytes)).isEqualTo(chunk);
        assertThat(warm.encode(Topics.CHUNKS, chunk)).isEqualTo(bytes);
        assertThatThrownBy(() -> cold.decode(Topics.CHUNKS, bytes))
            .isInstanceOf(RegistryUnavailableException.class);
      } finally {
        both.startRegistry();
      }
      assertThat(cold.decode(Topics.CHUNKS, bytes)).isEqualTo(chunk);
    }
  }

  private static void assertRefused(KafkaAndRegistry both, Topic<?> topic, Schema schema) {
    assertThatThrownBy(() -> registry(both).register(topic.subject(), new AvroSchema(schema)))
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
  }

  private static SchemaRegistryClient registry(KafkaAndRegistry both) {
    return new CachedSchemaRegistryClient(both.registryUrl(), 10);
  }

  /** The schema with this field added, or replaced if there is one of that name. */
  private static Schema changed(Schema schema, Field changed) {
    Stream<Field> others =
        without(schema, changed.name()).getFields().stream()
            .map(field -> new Field(field, field.schema()));
    return record(schema, Stream.concat(others, Stream.of(changed)));
  }

  private static Schema without(Schema schema, String name) {
    return record(
        schema,
        schema.getFields().stream()
            .filter(field -> !field.name().equals(name))
            .map(field -> new Field(field, field.schema())));
  }

  private static Schema record(Schema schema, Stream<Field> fields) {
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields.toList());
  }

  private static Admin admin(KafkaAndRegistry both) {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, both.bootstrapServers()));
  }
}
