package io.quillmesh.tunedmodel.question;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of the answer that a request asks for.
 *
 * @param schema null if the request has none in its place
 * @param isText whether it does not even ask for JSON
 */
record Wanted(@Nullable JsonNode schema, boolean isText, int mostTokens) {

  /** What changes the answer in a way that is not known here, unless it is empty. */
  private static final List<String> OTHER =
      List.of(
          "tools", "functions", "stop", "logprobs", "audio", "prediction", "web_search_options");

  static Wanted of(ObjectNode request) {
    if (request.path("n").asInt(1) != 1 || OTHER.stream().anyMatch(it -> isSet(request.path(it)))) {
      throw new NotHereException(Reason.FORM);
    }
    JsonNode format = request.path("response_format");
    int most =
        Math.min(limit(request.path("max_tokens")), limit(request.path("max_completion_tokens")));
    return switch (format.path("type").asString("text")) {
      case "text" -> new Wanted(null, true, most);
      case "json_object" -> new Wanted(null, false, most);
      case "json_schema" -> new Wanted(schema(format), false, most);
      default -> throw new NotHereException(Reason.FORM);
    };
  }

  private static JsonNode schema(JsonNode format) {
    JsonNode schema = format.path("json_schema").path("schema");
    if (!schema.isObject()) {
      throw new NotHereException(Reason.FORM);
    }
    return schema;
  }

  private static int limit(JsonNode tokens) {
    return tokens.isInt() ? tokens.asInt() : Integer.MAX_VALUE;
  }

  private static boolean isSet(JsonNode value) {
    return switch (value) {
      case JsonNode it when it.isMissingNode() || it.isNull() -> false;
      case JsonNode it when it.isBoolean() -> it.asBoolean();
      case JsonNode it when it.isContainer() -> !it.isEmpty();
      default -> true;
    };
  }
}
