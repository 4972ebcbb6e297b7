package io.quillmesh.localmesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.quillmesh.localmesh.testing.WithKafkaAndRegistry;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.Provisioning;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What the provisioning step promises, at a real broker and a real registry. */
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
          .contains("conversation.turns." + Groups.INTENT_SERVICE + ".dlt");

      var chunks = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CHUNKS.name());
      var config =
          Objects.requireNonNull(admin.describeConfigs(List.of(chunks)).all().get().get(chunks));
      assertThat(config.get("retention.ms").value())
          .isEqualTo(Long.toString(Topics.CHUNKS.retention().toMillis()));
      assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
    }
  }

  @Test
  void anotherPartitionCountIsRefusedInWords(KafkaAndRegistry both) {
    assertThatThrownBy(() ->
            Provisioning.run(
                both.bootstrapServers(),
                both.registryUrl(),
                new Provisioning.Settings(5, (short) 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must have 5 partitions")
        .hasMessageContaining("conversation.turns has 4");
  }

  @Test
  void aSchemaThatOldReadersCannotReadIsRefused(KafkaAndRegistry both) {
    // Given a field without a default, which no earlier record has
    var breaking =
        SchemaBuilder.record("TextChunk")
            .namespace("io.quillmesh.schemas")
            .fields()
            .requiredString("mandatory")
            .endRecord();
    var registry = new CachedSchemaRegistryClient(both.registryUrl(), 10);

    // When, Then
    assertThatThrownBy(() -> registry.register(Topics.CHUNKS.subject(), new AvroSchema(breaking)))
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
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

  private static Admin admin(KafkaAndRegistry both) {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, both.bootstrapServers()));
  }
}
