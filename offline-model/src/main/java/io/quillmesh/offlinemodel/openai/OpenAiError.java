package io.quillmesh.offlinemodel.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error as the answer to a request, in the form that OpenAI's clients know. */
public final class OpenAiError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final @Nullable String code;
  private final @Nullable String param;

  private OpenAiError(
      int status, String type, @Nullable String code, @Nullable String param, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  public static OpenAiError invalid(@Nullable String param, String message) {
    return new OpenAiError(400, "invalid_request_error", null, param, message);
  }

  static OpenAiError unknownModel(String model) {
    String message =
        "The model '%s' does not exist. This is Quillmesh's offline model; it has %s."
            .formatted(model, String.join(", ", Caller.models()));
    return new OpenAiError(404, "invalid_request_error", "model_not_found", "model", message);
  }

  public static OpenAiError notFound(String path) {
    return new OpenAiError(
        404, "invalid_request_error", "unknown_url", null, "Unknown URL: " + path);
  }

  public static OpenAiError method(String method, String path) {
    String message = "Not allowed here: %s %s".formatted(method, path);
    return new OpenAiError(405, "invalid_request_error", "method_not_supported", null, message);
  }

  public static OpenAiError rateLimited() {
    String message = "Rate limit reached, as the setting rateLimitRate demands. Try again in 1 s.";
    return new OpenAiError(429, "requests", "rate_limit_exceeded", null, message);
  }

  public static OpenAiError failed() {
    String message = "The model failed, as the setting errorRate demands.";
    return new OpenAiError(500, "server_error", null, null, message);
  }

  public static OpenAiError unexpected() {
    String message = "The offline model has a bug: its log says more.";
    return new OpenAiError(500, "server_error", null, null, message);
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return status == 429 ? Map.of("Retry-After", "1") : Map.of();
  }

  public Map<String, Object> body() {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", getMessage());
    error.put("type", type);
    error.put("param", param);
    error.put("code", code);
    return Map.of("error", error);
  }
}
