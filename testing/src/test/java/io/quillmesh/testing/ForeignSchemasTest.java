package io.quillmesh.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.schemas.AgentCall;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.UndecodableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records that name a schema which a real registry has and nobody can read, or that it never had.
 * They must not look like a registry that is out of reach: consumers would wait for it forever.
 */
@WithKafkaAndRegistry
class ForeignSchemasTest {
  private static final Foreign JSON =
      new Foreign(
          "JSON",
          "{\\\"$schema\\\": \\\"http://json-schema.org/draft-07/schema#\\\", \\\"type\\\":"
              + " \\\"object\\\"}");
  private static final Foreign PROTOBUF =
      new Foreign("PROTOBUF", "syntax = \\\"proto3\\\"; message Answer { string text = 1; }");

  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

  @ParameterizedTest
  @MethodSource("foreign")
  void aSchemaThatIsNotAvroIsUndecodable(Foreign foreign, KafkaAndRegistry both) throws Exception {
    // Given
    int id = register(both, "foreign-" + UUID.randomUUID(), foreign);

    // Then
    assertUndecodable(both, id, "not Avro");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void anIdThatTheRegistryDoesNotHaveIsUndecodable(int id, KafkaAndRegistry both) {
    assertUndecodable(both, id, "no schema has the id");
  }

  @Test
  void aSubjectWithAnotherKindOfSchemaHasNoVersions(KafkaAndRegistry both) throws Exception {
    // Given
    register(both, Topics.RESULTS.name() + "-io.quillmesh.schemas.AgentCall", JSON);
    Topic<?> topic = Topics.results(AgentCall.getClassSchema());

    // Then
    try (EventCodec codec = new EventCodec(both.registryUrl(), false)) {
      assertThatThrownBy(() -> codec.versions(topic))
          .isInstanceOf(UndecodableException.class)
          .hasMessageContaining("version 1 of " + topic.subject() + " is not Avro");
    }
  }

  /**
   * @param schema escaped as in a JSON string
   */
  record Foreign(String type, String schema) {}

  static Stream<Foreign> foreign() {
    return Stream.of(JSON, PROTOBUF);
  }

  private static void assertUndecodable(KafkaAndRegistry both, int id, String message) {
    byte[] bytes = ByteBuffer.allocate(7).put((byte) 0).putInt(id).array();
    try (EventCodec codec = new EventCodec(both.registryUrl(), false)) {
      for (Topic<?> topic : List.of(Topics.RESULTS, Topics.CARDS)) {
        assertThatThrownBy(() -> codec.decode(topic, bytes))
            .isInstanceOfSatisfying(
                UndecodableException.class,
                e -> assertThat(e.reason()).isEqualTo(UndecodableException.Reason.SCHEMA_ID))
            .hasMessageContaining(message);
      }
    }
  }

  private static int register(KafkaAndRegistry both, String subject, Foreign foreign)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(both.registryUrl() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"schemaType\": \"%s\", \"schema\": \"%s\"}"
                        .formatted(foreign.type(), foreign.schema())))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer = client.send(request, BodyHandlers.ofString()).body();
      Matcher id = ID.matcher(answer);
      assertThat(id.find()).as(answer).isTrue();
      return Integer.parseInt(id.group(1));
    }
  }
}
