package io.quillmesh.offlinemodel;

import io.quillmesh.offlinemodel.openai.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls a running model as its users do. */
final class Client {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String root;

  Client(OfflineModel model) {
    this.root = "http://127.0.0.1:" + model.port();
  }

  /** A request body with this data as the first user message. */
  static Map<String, Object> request(String model, @Nullable String schema, Object data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", "Instructions that must not matter."),
            Map.of("role", "user", "content", Json.MAPPER.writeValueAsString(data))));
    if (schema != null) {
      Map<String, Object> jsonSchema = Map.of("name", schema, "strict", true, "schema", Map.of());
      body.put("response_format", Map.of("type", "json_schema", "json_schema", jsonSchema));
    }
    return body;
  }

  static Map<String, Object> streamed(Map<String, Object> request) {
    Map<String, Object> body = new LinkedHashMap<>(request);
    body.put("stream", true);
    body.put("stream_options", Map.of("include_usage", true));
    return body;
  }

  HttpResponse<String> complete(Map<String, Object> body) throws IOException, InterruptedException {
    return post(Json.MAPPER.writeValueAsString(body));
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return HTTP.send(completion(body), BodyHandlers.ofString());
  }

  /** The answer while it is still arriving. */
  InputStream open(Map<String, Object> body) throws IOException, InterruptedException {
    String json = Json.MAPPER.writeValueAsString(body);
    return HTTP.send(completion(json), BodyHandlers.ofInputStream()).body();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(to(path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
    return HTTP.send(to(path).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  long stat(String name) throws IOException, InterruptedException {
    return json(get("/stats").body()).path(name).asLong();
  }

  static JsonNode json(String text) {
    return Json.MAPPER.readTree(text);
  }

  static String content(HttpResponse<String> response) {
    return json(response.body()).path("choices").path(0).path("message").path("content").asString();
  }

  /** The chunks of a stream, without the final mark. */
  static List<JsonNode> chunks(String stream) {
    List<JsonNode> chunks = new ArrayList<>();
    for (String event : stream.split("\n\n")) {
      if (!event.equals("data: [DONE]")) {
        chunks.add(json(event.substring("data: ".length())));
      }
    }
    return chunks;
  }

  private HttpRequest completion(String body) {
    return to("/v1/chat/completions").POST(BodyPublishers.ofString(body)).build();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .header("Content-Type", "application/json");
  }
}
