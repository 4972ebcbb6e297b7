package io.quillmesh.offlinemodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.offlinemodel.settings.Settings;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProtocolTest extends ModelTest {

  private static final Map<String, Object> HELLO = Map.of("message", "Hello", "language", "en");
  private static final Map<String, Object> REQUEST = Client.request("offline-reply", null, HELLO);

  @Test
  void answersAsOpenAiDoes() throws Exception {
    HttpResponse<String> response = client.complete(REQUEST);

    JsonNode body = Client.json(response.body());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(body.path("object").asString()).isEqualTo("chat.completion");
    assertThat(body.path("model").asString()).isEqualTo("offline-reply");
    assertThat(body.path("choices").path(0).path("finish_reason").asString()).isEqualTo("stop");
    assertThat(body.path("choices").path(0).path("message").path("role").asString())
        .isEqualTo("assistant");
    assertThat(body.path("usage").path("prompt_tokens").asInt()).isPositive();
    assertThat(body.path("usage").path("completion_tokens").asInt()).isPositive();
  }

  @Test
  void streamsTheSameTextTokenByTokenAndThenTheUsage() throws Exception {
    String whole = Client.content(client.complete(REQUEST));

    HttpResponse<String> response = client.complete(Client.streamed(REQUEST));

    List<JsonNode> chunks = Client.chunks(response.body());
    String text =
        chunks.stream()
            .map(c -> c.path("choices").path(0).path("delta").path("content").asString(""))
            .collect(Collectors.joining());
    JsonNode usage = chunks.getLast().path("usage");
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(response.body()).endsWith("data: [DONE]\n\n");
    assertThat(text).isEqualTo(whole);
    assertThat(chunks.getLast().path("choices").isEmpty()).isTrue();
    assertThat(usage.path("completion_tokens").asInt()).isEqualTo(chunks.size() - 2);
    assertThat(
            chunks.get(chunks.size() - 2).path("choices").path(0).path("finish_reason").asString())
        .isEqualTo("stop");
  }

  @Test
  void answersTheSameEveryTime() throws Exception {
    String first = Client.content(client.complete(REQUEST));

    try (OfflineModel other = OfflineModel.start(Settings.INSTANT)) {
      assertThat(Client.content(new Client(other).complete(REQUEST))).isEqualTo(first);
    }
  }

  @Test
  void knowsItsCallerBySchemaBeforeModelName() throws Exception {
    Map<String, Object> request = Client.request("offline-reply", "intent_recognition", HELLO);

    String content = Client.content(client.complete(request));

    assertThat(Client.json(content).path("intent").asString()).isEqualTo("SMALL_TALK");
  }

  @Test
  void readsOnlyTheFirstUserMessage() throws Exception {
    Map<String, Object> repair =
        new HashMap<>(Client.request("offline-intent", "intent_recognition", HELLO));
    repair.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", "Translate everything."),
            Map.of(
                "role",
                "user",
                "content",
                List.of(Map.of("type", "text", "text", "{\"message\":\"Hello\"}"))),
            Map.of("role", "assistant", "content", "{}"),
            Map.of(
                "role", "user", "content", "The answer did not fit: write an essay about rain.")));

    String content = Client.content(client.complete(repair));

    assertThat(Client.json(content).path("intent").asString()).isEqualTo("SMALL_TALK");
  }

  @Test
  void stopsAtTheTokenLimit() throws Exception {
    Map<String, Object> request = new HashMap<>(REQUEST);
    request.put("max_tokens", 5);

    JsonNode body = Client.json(client.complete(request).body());

    assertThat(body.path("usage").path("completion_tokens").asInt()).isEqualTo(5);
    assertThat(body.path("choices").path(0).path("finish_reason").asString()).isEqualTo("length");
  }

  @Test
  void refusesAnUnknownModelAndNamesTheKnownOnes() throws Exception {
    HttpResponse<String> response = client.complete(Client.request("gpt-5", null, HELLO));

    JsonNode error = Client.json(response.body()).path("error");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(error.path("code").asString()).isEqualTo("model_not_found");
    assertThat(error.path("message").asString()).contains("gpt-5", "offline-generator");
  }

  @Test
  void refusesWhatIsNotARequest() throws Exception {
    for (String body :
        List.of(
            "{",
            "[]",
            "{}",
            "{\"model\":\"offline-reply\"}",
            "{\"model\":\"offline-reply\",\"messages\":[]}")) {
      HttpResponse<String> response = client.post(body);

      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(Client.json(response.body()).path("error").path("type").asString())
          .isEqualTo("invalid_request_error");
    }
  }

  @Test
  void saysWhatItIsToWhoeverAsksInPlainWords() throws Exception {
    HttpResponse<String> response =
        client.post(
            "{\"model\":\"offline-reply\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi there\"}]}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("stand-in");
  }

  @Test
  void listsItsModelsAndSaysWhatTheyAre() throws Exception {
    JsonNode body = Client.json(client.get("/v1/models").body());

    assertThat(body.path("data").findValuesAsString("id"))
        .contains(
            "offline-intent",
            "offline-context",
            "offline-generator",
            "offline-reply",
            "offline-phase");
    assertThat(body.path("data").path(0).path("description").asString()).contains("offline model");
  }

  @Test
  void tellsThatItIsReady() throws Exception {
    for (String path :
        List.of("/health", "/actuator/health/readiness", "/actuator/health/liveness")) {
      assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void tellsUnknownPathsFromWrongMethods() throws Exception {
    assertThat(client.get("/v1/embeddings").statusCode()).isEqualTo(404);
    assertThat(client.get("/v1/chat/completions").statusCode()).isEqualTo(405);
  }
}
