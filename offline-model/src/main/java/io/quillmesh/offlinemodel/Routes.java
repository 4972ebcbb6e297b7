package io.quillmesh.offlinemodel;

import io.quillmesh.offlinemodel.completion.Completions;
import io.quillmesh.offlinemodel.completion.Stats;
import io.quillmesh.offlinemodel.http.Handler;
import io.quillmesh.offlinemodel.http.Request;
import io.quillmesh.offlinemodel.http.Response;
import io.quillmesh.offlinemodel.openai.Caller;
import io.quillmesh.offlinemodel.openai.Json;
import io.quillmesh.offlinemodel.openai.OpenAiError;
import io.quillmesh.offlinemodel.settings.Settings;
import io.quillmesh.offlinemodel.settings.SettingsJson;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Finds the handler for a path. */
final class Routes implements Handler {

  private static final Logger LOG = System.getLogger(Routes.class.getName());
  private static final String JSON = "application/json";
  private static final Map<String, String> UP = Map.of("status", "UP");
  private static final String WHAT_IT_IS =
      "Quillmesh's offline model: a stand-in without a language model inside. It writes by rule from "
          + "prepared sentences, knows no facts and can't translate.";

  private final Stats stats = new Stats();
  private final Completions completions;
  private final long started;
  private volatile Settings settings;

  Routes(Settings settings, Clock clock) {
    this.settings = settings;
    this.started = clock.instant().getEpochSecond();
    this.completions = new Completions(() -> this.settings, stats, clock);
  }

  @Override
  public void handle(Request request, Response response) throws IOException, InterruptedException {
    try {
      route(request, response);
    } catch (OpenAiError e) {
      response.send(e.status(), JSON, Json.bytes(e.body()), e.headers());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a request could not be answered", e);
      if (!response.isStarted()) {
        OpenAiError error = OpenAiError.unexpected();
        response.send(error.status(), JSON, Json.bytes(error.body()), error.headers());
      }
    }
  }

  private void route(Request request, Response response) throws IOException, InterruptedException {
    String path = request.path();
    String call = request.method() + " " + path;
    switch (call) {
      case "POST /v1/chat/completions" -> completions.handle(request.body(), response);
      case "GET /v1/models" -> ok(response, models());
      case "GET /settings" -> ok(response, settings);
      case "PUT /settings" -> {
        settings = SettingsJson.merge(settings, request.body());
        ok(response, settings);
      }
      case "GET /stats" -> ok(response, stats.snapshot());
      case "GET /health", "GET /actuator/health/readiness", "GET /actuator/health/liveness" ->
          ok(response, UP);
      default -> {
        boolean known = PATHS.contains(path);
        throw known ? OpenAiError.method(request.method(), path) : OpenAiError.notFound(path);
      }
    }
  }

  private static final List<String> PATHS =
      List.of("/v1/chat/completions", "/v1/models", "/settings", "/stats", "/health");

  private Map<String, Object> models() {
    List<Map<String, Object>> data = Caller.models().stream().map(this::model).toList();
    return Map.of("object", "list", "data", data);
  }

  private Map<String, Object> model(String id) {
    return Map.of(
        "id",
        id,
        "object",
        "model",
        "created",
        started,
        "owned_by",
        "quillmesh-offline",
        "description",
        WHAT_IT_IS);
  }

  private static void ok(Response response, Object body) throws IOException {
    response.send(200, JSON, Json.bytes(body), Map.of());
  }
}
