package io.quillmesh.endtoend.mesh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.client.Connection;
import io.quillmesh.endtoend.client.Gateway;
import io.quillmesh.endtoend.client.Json;
import io.quillmesh.endtoend.client.OfflineModel;
import io.quillmesh.endtoend.client.Run;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code ./mesh up --tuned}. It needs the weights: {@code ./mesh weights}. */
@Tag("long")
class TunedUpTest {
  private static final String TUNED = "intent-tuned@[0-9a-f]{12}";
  private static final String INTENTS = "conversation.intents";

  /** About an article, and clear. Which of them an artefact is sure of differs. */
  private static final List<String> CLEAR =
      List.of(
          "Please delete the second paragraph.",
          "Take out the sentence about the weather.",
          "Correct the spelling mistakes in the text",
          "Which sources does the article mention?",
          "Keep writing, the ending is missing.",
          "删掉第二段。",
          "把最后一句话去掉",
          "接着写，结尾还没写完",
          "这篇文章的主要观点是什么？",
          "What can you do?",
          "你都会些什么？",
          "Thank you so much!");

  @Test
  void aTurnWhoseIntentNeverReachesTheLargeModel() throws Exception {
    try (Mesh mesh = Mesh.startWith(Map.of("MESH_TUNED", "1"));
        Gateway gateway = new Gateway(mesh.gateway(), null)) {
      var model = new OfflineModel(mesh.offlineModel());
      Connection connection = gateway.newPerson().open().ready();

      Run written = connection.say("Write an essay about lighthouses");

      // It has a subject, which a classifier does not find.
      assertThat(written.state().at("/agents/intent/model").asString()).isEqualTo("offline-intent");
      assertThat(model.calls("intent")).isEqualTo(1);

      Run answered = connection.say(sure(mesh, written.state().path("choices")));

      assertThat(answered.succeeded()).isTrue();
      assertThat(answered.reply()).isNotBlank();
      String who = answered.state().at("/agents/intent/model").asString();
      assertThat(who).matches(TUNED);
      assertThat(answered.state().at("/agents/intent/outputTokens").asInt(0)).isZero();
      assertThat(model.calls("intent")).as("calls of the intent agent").isEqualTo(1);
      assertThat(model.calls("reply")).isEqualTo(2);
      assertThat(events(mesh.bootstrapServers())).anyMatch(event -> event.contains(who));
    }
  }

  /** The first message that the artefact is sure of, about an article, beside these buttons. */
  private static String sure(Mesh mesh, JsonNode choices) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      for (String message : CLEAR) {
        var request =
            HttpRequest.newBuilder(
                    mesh.address("tuned-model").resolve("/intent/v1/chat/completions"))
                .POST(BodyPublishers.ofString(question(message, choices)))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.headers().firstValue("Quillmesh-Answered-By").isPresent()) {
          return message;
        }
      }
    }
    throw new AssertionError("The artefact is sure of none of " + CLEAR);
  }

  private static String question(String message, JsonNode choices) {
    Object document =
        Map.of("message", message, "article", Map.of("title", "Lighthouses"), "choices", choices);
    return Json.write(
        Map.of(
            // The offline model does not know it, so a question that is passed on counts for
            // nobody.
            "model",
            "none",
            "messages",
            List.of(Map.of("role", "user", "content", Json.write(document))),
            "response_format",
            Map.of("type", "json_object")));
  }

  /** Avro keeps texts as they are, so that looking for one needs no schema. */
  private static List<String> events(String bootstrapServers) {
    var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(INTENTS).stream()
              .map(info -> new TopicPartition(INTENTS, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<String> events = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> events.add(new String(record.value(), ISO_8859_1)));
      }
      return events;
    }
  }
}
