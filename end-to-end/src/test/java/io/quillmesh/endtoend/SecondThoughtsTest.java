package io.quillmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quillmesh.endtoend.checks.BlackBox;
import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Json;
import io.quillmesh.endtoend.client.Message;
import io.quillmesh.endtoend.client.Person;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.endtoend.mesh.Mesh;
import io.quillmesh.endtoend.mesh.WithMesh;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.FeedbackGiven;
import io.quillmesh.schemas.Rating;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The last message is asked again, or corrected; replies and articles are judged. */
@BlackBox
@WithMesh
class SecondThoughtsTest {

  @ParameterizedTest
  @EnumSource
  void theLastAnswerIsGivenAgain(Script script, Gateway gateway) {
    // Given
    Person person = gateway.newPerson();
    Connection connection = person.open().ready();
    Run written = connection.say(script.write());
    Message revise = connection.send(script.revise());
    Run revised = connection.run(revise);

    // When
    Message again = Message.of(script.revise(), Map.of("replaces", revise.id()));
    Run repeated = connection.run(connection.send(again));

    // Then
    assertThat(repeated.succeeded()).isTrue();
    assertThat(repeated.frames())
        .extracting(Frame::type)
        .startsWith("RUN_STARTED", "STATE_SNAPSHOT", "MESSAGES_SNAPSHOT");
    assertThat(repeated.frames().get(1).at("/snapshot")).isEqualTo(written.state());
    // The same question about the same article, to the same model.
    assertThat(repeated.article()).isEqualTo(revised.article()).isNotBlank();
    assertThat(repeated.state().at("/article/version").asInt()).isEqualTo(3);
    Connection another = person.connect(connection.conversationId()).ready();
    assertThat(another.state()).isEqualTo(repeated.state());
    assertThat(another.frames().get(1).line())
        .contains(again.id(), written.id())
        .doesNotContain(revise.id(), revise.runId());
    String path = "/v1/conversations/" + connection.conversationId();
    JsonNode replaced = person.call("GET", path + "/replaced").json().at("/turns/0");
    assertThat(replaced.path("message").asString()).isEqualTo(script.revise());
    assertThat(replaced.path("reply").asString()).isEqualTo(revised.reply());
    assertThat(replaced.path("articleVersion").asInt()).isEqualTo(2);
    assertThat(replaced.path("replacedBy").asString()).isEqualTo(again.id());
    assertThat(person.call("GET", path + "/article?version=2").body()).isEqualTo(revised.article());
  }

  @ParameterizedTest
  @EnumSource
  void theFirstMessageIsCorrected(Script script, Gateway gateway) {
    // Given
    String other = script == Script.CHINESE ? "里斯本" : "Lisbon";
    Person person = gateway.newPerson();
    Connection connection = person.open().ready();
    Message first = connection.send(script.write());
    connection.run(first);

    // When
    Message corrected =
        Message.of(script.write().replace(script.topic(), other), Map.of("replaces", first.id()));
    Run run = connection.run(connection.send(corrected));

    // Then
    assertThat(run.succeeded()).isTrue();
    assertThat(run.frames().get(1).at("/snapshot").isEmpty()).isTrue();
    assertThat(run.article() + run.reply() + run.state().at("/context"))
        .contains(other)
        .doesNotContain(script.topic());
    await()
        .untilAsserted(() ->
            assertThat(person.call("GET", "/v1/conversations?limit=1").body())
                .contains(other)
                .doesNotContain(script.topic()));
  }

  @Test
  void opinionsReachThoseWhoImprovePrompts(Gateway gateway, Mesh mesh) {
    // Given
    Connection connection = gateway.newPerson().open().ready();
    Run run = connection.say("Write a travelogue about Ghent");

    // When
    judge(connection, Map.of("messageId", run.id() + "/reply", "rating", "bad", "reason", "太长"));
    judge(connection, Map.of("articleVersion", 1, "rating", "good"));

    // Then
    connection.awaitFrame(
        "both opinions",
        frame -> frame.is("STATE_DELTA") && frame.line().contains("\"version/1\":"));
    assertThat(connection.state().path("feedback").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(run.id() + "/reply", "version/1");
    List<FeedbackGiven> told =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> told(mesh, connection.conversationId()), all -> all.size() == 2);
    assertThat(told)
        .extracting(it -> it.getCall().getAgent())
        .containsExactly("reply", "generator");
    assertThat(told).extracting(FeedbackGiven::getRating).containsExactly(Rating.BAD, Rating.GOOD);
    assertThat(told.getFirst().getReason()).isEqualTo("太长");
    assertThat(told)
        .allSatisfy(it -> {
          assertThat(it.getCall().getModel()).isNotEmpty();
          assertThat(it.getCall().getPromptHash()).isNotEmpty();
          assertThat(it.getTurnId()).isEqualTo(run.id());
        });
  }

  private static void judge(Connection connection, Map<String, Object> opinion) {
    var frame = new LinkedHashMap<>(opinion);
    frame.put("type", "feedback");
    connection.sendRaw(Json.write(frame));
  }

  /** What a reader of the topic learns of a conversation. */
  private static List<FeedbackGiven> told(Mesh mesh, String conversationId) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", mesh.bootstrapServers(), "isolation.level", "read_committed");
    List<FeedbackGiven> told = new ArrayList<>();
    try (var codec = new EventCodec(mesh.registryUrl(), false);
        var consumer =
            new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(Topics.FEEDBACK.name()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (ends.entrySet().stream()
          .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> {
              if (conversationId.equals(record.key())) {
                told.add(codec.decode(Topics.FEEDBACK, record.value()));
              }
            });
      }
    }
    return told;
  }
}
