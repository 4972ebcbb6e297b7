package io.quillmesh.endtoend.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The offline model's controls: how fast and how badly it answers, and which calls it got. */
public final class OfflineModel {

  private static final Map<String, Object> WELL =
      Map.of(
          "firstTokenDelayMs", 0,
          "tokenDelayMs", 0,
          "errorRate", 0.0,
          "rateLimitRate", 0.0,
          "cutRate", 0.0,
          "hangRate", 0.0,
          "nonsenseRate", 0.0,
          "models", List.of());

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param address such as {@code http://localhost:8090}
   */
  public OfflineModel(URI address) {
    this.address = address;
  }

  /** Makes it answer at once and correctly again. */
  public void behaveWell() {
    set(WELL);
  }

  /** Makes it answer slowly. */
  public void delay(Duration firstToken, Duration token) {
    set(Map.of("firstTokenDelayMs", firstToken.toMillis(), "tokenDelayMs", token.toMillis()));
  }

  /**
   * Makes one agent's model fail at every call.
   *
   * @param fault such as {@code hangRate}
   * @param agent such as {@code generator}
   */
  public void always(String fault, String agent) {
    set(Map.of(fault, 1.0, "models", List.of("offline-" + agent)));
  }

  /** How often an agent's model was called since it started. */
  public long calls(String agent) {
    return stat(agent, "calls");
  }

  /** How many of an agent's calls it has spoilt on purpose since its start. */
  public long spoilt(String agent) {
    return Stream.of("errors", "rateLimited", "cut", "hung", "nonsense")
        .mapToLong(fault -> stat(agent, fault))
        .sum();
  }

  /**
   * A counter for an agent since the model's start.
   *
   * @param name such as {@code tokensSent}, {@code active} or {@code closedByClient}
   */
  public long stat(String agent, String name) {
    return call("GET", "/stats", "").path("models").path("offline-" + agent).path(name).asLong(0);
  }

  /** All its settings. */
  public JsonNode settings() {
    return call("GET", "/settings", "");
  }

  /** Changes the named settings and no others; see the README of {@code offline-model}. */
  public void set(Object settings) {
    call("PUT", "/settings", Json.write(settings));
  }

  private JsonNode call(String method, String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(address.resolve(path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(method + " " + path + ": " + response.body());
      }
      return Json.parse(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
