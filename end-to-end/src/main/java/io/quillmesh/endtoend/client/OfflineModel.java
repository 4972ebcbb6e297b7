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

/** The offline model's own controls: how fast and how badly it answers, and what it was asked. */
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

  /** Answers at once and rightly again. */
  public void behaveWell() {
    set(WELL);
  }

  /** Takes its time. */
  public void delay(Duration firstToken, Duration token) {
    set(Map.of("firstTokenDelayMs", firstToken.toMillis(), "tokenDelayMs", token.toMillis()));
  }

  /**
   * Lets one agent's model do something wrong at every call.
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

  /** How many of an agent's calls it has spoilt on purpose since it started. */
  public long spoilt(String agent) {
    return Stream.of("errors", "rateLimited", "cut", "hung", "nonsense")
        .mapToLong(fault -> stat(agent, fault))
        .sum();
  }

  /**
   * What it has counted for an agent since it started.
   *
   * @param name such as {@code tokensSent}, {@code active} or {@code closedByClient}
   */
  public long stat(String agent, String name) {
    return call("GET", "/stats", "").path("models").path("offline-" + agent).path(name).asLong(0);
  }

  /** How it is set, all of it. */
  public JsonNode settings() {
    return call("GET", "/settings", "");
  }

  /** Sets what is named and leaves the rest; see the README of {@code offline-model}. */
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
