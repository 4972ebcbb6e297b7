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

/** {@code ./mesh up --tuned}. It needs the weights: {@code ./mesh weights}. */
@Tag("long")
class TunedUpTest {
  private static final String TUNED = "intent-tuned@[0-9a-f]{12}";
  private static final String LARGE = "offline-intent";
  private static final String INTENTS = "conversation.intents";

  /** Clear changes of an article. Which of them an artefact is sure of differs. */
  private static final List<String> CHANGES =
      List.of(
          "Please delete the second paragraph.",
          "Take out the sentence about the weather.",
          "Correct the spelling mistakes in the text",
          "Keep writing, the ending is missing.",
          "Add a line about the river",
          "删掉第二段。",
          "把最后一句话去掉",
          "接着写，结尾还没写完");

  @Test
  void aTurnWhoseIntentNeverReachesTheLargeModel() throws Exception {
    String change;
    Duration tuned;
    try (Mesh mesh = Mesh.startWith(Map.of("MESH_TUNED", "1"))) {
      change = sure(mesh);

      Changed changed = write(mesh, change);

      assertThat(changed.run().succeeded()).isTrue();
      assertThat(changed.run().reply()).isNotBlank();
      assertThat(changed.who()).matches(TUNED);
      assertThat(changed.run().state().at("/agents/intent/outputTokens").asInt(0)).isZero();
      assertThat(changed.intentCalls()).as("calls of the intent agent").isEqualTo(1);
      assertThat(new OfflineModel(mesh.offlineModel()).calls("reply")).isEqualTo(2);
      assertThat(events(mesh.bootstrapServers())).anyMatch(it -> it.contains(changed.who()));
      tuned = changed.firstToken();
    }

    // The same mesh without it, for the comparison.
    try (Mesh mesh = Mesh.startWith(Map.of())) {
      Changed changed = write(mesh, change);

      assertThat(changed.run().succeeded()).isTrue();
      assertThat(changed.who()).isEqualTo(LARGE);
      assertThat(changed.intentCalls()).isEqualTo(2);
      System.out.printf(
          "Until the first token of the article: %d ms with the tuned model, %d ms without%n",
          tuned.toMillis(), changed.firstToken().toMillis());
    }
  }

  /**
   * An article that was written and changed.
   *
   * @param run of the change
   * @param who recognised its intent
   * @param intentCalls how often the large model was asked for the intents of both turns
   * @param firstToken from the message to the first text of the changed article
   */
  private record Changed(Run run, String who, long intentCalls, Duration firstToken) {}

  private static Changed write(Mesh mesh, String change) {
    try (Gateway gateway = new Gateway(mesh.gateway(), null)) {
      var model = new OfflineModel(mesh.offlineModel());
      Connection connection = gateway.newPerson().open().ready();
      Run written = connection.say("Write an essay about lighthouses");
      // It has a subject, which a classifier does not find.
      assertThat(who(written)).isEqualTo(LARGE);
      assertThat(model.calls("intent")).isEqualTo(1);
      long start = System.nanoTime();
      Run changed = connection.say(change);
      long first = changed.firstArticleText().orElseThrow().receivedNanos();
      return new Changed(
          changed, who(changed), model.calls("intent"), Duration.ofNanos(first - start));
    }
  }

  private static String who(Run run) {
    return run.state().at("/agents/intent/model").asString();
  }

  /** The first change that the artefact is sure of. */
  private static String sure(Mesh mesh) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      for (String message : CHANGES) {
        var request =
            HttpRequest.newBuilder(
                    mesh.address("tuned-model").resolve("/intent/v1/chat/completions"))
                .POST(BodyPublishers.ofString(question(message)))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.headers().firstValue("Quillmesh-Answered-By").isPresent()) {
          return message;
        }
      }
    }
    throw new AssertionError("The artefact is sure of none of " + CHANGES);
  }

  private static String question(String message) {
    Object document = Map.of("message", message, "article", Map.of("title", "Lighthouses"));
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
