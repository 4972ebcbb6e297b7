package io.quillmesh.agent.provider.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An error as a provider reports it. No two agree on its shape, so everything is read wherever it
 * may be, and nothing is required.
 *
 * @param status the HTTP status, or a code inside a stream that looks like one; 0 if there is none
 * @param code the provider's own code; empty if there is none
 * @param type the provider's kind of error; empty if there is none
 * @param params the parts of the request that it names, the path of each in dots
 * @param message the provider's words, which may quote the request: for reading, never for logs
 * @param retryAfter the pause that a header asks for; null for none
 */
public record ProviderError(
    int status,
    String code,
    String type,
    List<String> params,
    String message,
    @Nullable Duration retryAfter) {

  private static final int FIRST_ERROR_STATUS = 400;
  private static final int LAST_ERROR_STATUS = 599;

  /** An error with a body that cannot be read. */
  public static ProviderError ofStatus(int status, String message, @Nullable Duration retryAfter) {
    return new ProviderError(status, "", "", List.of(), message, retryAfter);
  }

  /**
   * The error in the body of a failed request.
   *
   * @param body whatever came
   */
  public static ProviderError in(JsonNode body, int status, @Nullable Duration retryAfter) {
    JsonNode root = body.isArray() && !body.isEmpty() ? body.get(0) : body;
    JsonNode error = describing(root);
    return new ProviderError(
        status,
        firstText(
            error.path("code"),
            error.path("status_code"),
            error.path("error_code"),
            root.path("code"),
            error.path("status")),
        firstText(error.path("type"), error.path("status"), root.path("type")),
        params(root, error),
        message(root, error),
        retryAfter);
  }

  /**
   * The error in an event of a stream, or in a body of status 200.
   *
   * @return null if it reports none
   */
  static @Nullable ProviderError inAnswer(JsonNode event) {
    if (!isError(event)) {
      return null;
    }
    ProviderError error = in(event, 0, null);
    return new ProviderError(
        statusOf(error.code),
        error.code,
        error.type,
        error.params,
        error.message,
        error.retryAfter);
  }

  private static boolean isError(JsonNode event) {
    JsonNode error = event.path("error");
    if (error.isString() ? !error.asString().isBlank() : error.isObject() && !error.isEmpty()) {
      return true;
    }
    if (event.isArray()) {
      return !event.isEmpty() && isError(event.get(0));
    }
    if (event.path("choices").isArray() && !event.path("choices").isEmpty()) {
      return false;
    }
    return event.path("object").asString("").equals("error")
        || event.path("type").asString("").equals("error")
        || event.path("base_resp").path("status_code").asInt(0) != 0
        || (event.has("message") && (event.has("code") || event.has("type")))
        || event.has("error_code");
  }

  private static JsonNode describing(JsonNode root) {
    for (String name : List.of("error", "base_resp", "detail")) {
      if (root.path(name).isObject()) {
        return root.path(name);
      }
    }
    JsonNode errors = root.path("errors");
    return errors.isArray() && !errors.isEmpty() && errors.get(0).isObject() ? errors.get(0) : root;
  }

  private static List<String> params(JsonNode root, JsonNode error) {
    List<String> params = new ArrayList<>();
    addText(params, error.path("param"));
    addText(params, root.path("param"));
    // FastAPI's, as it is, or inside a message.
    for (JsonNode details :
        List.of(
            root.path("detail"),
            error.path("detail"),
            error.path("message"),
            error.path("message").path("detail"),
            root.path("message").path("detail"))) {
      if (details.isArray()) {
        details.forEach(detail -> addPath(params, detail.path("loc")));
      }
    }
    return List.copyOf(params);
  }

  private static void addText(List<String> params, JsonNode param) {
    if (param.isString() && !param.asString().isBlank()) {
      params.add(param.asString());
    }
  }

  private static void addPath(List<String> params, JsonNode path) {
    if (path.isArray() && !path.isEmpty()) {
      List<String> steps = new ArrayList<>();
      path.forEach(step -> steps.add(step.asString("")));
      params.add(String.join(".", steps));
    }
  }

  private static String message(JsonNode root, JsonNode error) {
    for (JsonNode text :
        List.of(
            error.path("message"),
            error.path("msg"),
            error.path("status_msg"),
            error.path("error_msg"),
            root.path("error"),
            root.path("message"),
            root.path("detail"),
            error)) {
      if (text.isString() && !text.asString().isBlank()) {
        return text.asString();
      }
      if (text.isContainer() && !text.isEmpty()) {
        return text.toString();
      }
    }
    return "";
  }

  private static String firstText(JsonNode... nodes) {
    for (JsonNode node : nodes) {
      if ((node.isString() || node.isNumber()) && !node.asString().isBlank()) {
        return node.asString();
      }
    }
    return "";
  }

  private static int statusOf(String code) {
    try {
      int status = Integer.parseInt(code);
      return status >= FIRST_ERROR_STATUS && status <= LAST_ERROR_STATUS ? status : 0;
    } catch (NumberFormatException words) {
      return 0;
    }
  }
}
