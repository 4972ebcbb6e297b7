package io.quillmesh.offlinemodel.openai;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A validated request.
 *
 * @param instructions the messages of role system
 * @param data the JSON document in the first message of role user
 * @param schema the JSON schema of the answer; a missing node for a text
 * @param maxTokens where to stop
 * @param promptTokens the approximate number of tokens in the prompt
 */
public record CompletionRequest(
    String model,
    Caller caller,
    String instructions,
    JsonNode data,
    JsonNode schema,
    boolean stream,
    boolean includeUsage,
    int maxTokens,
    int promptTokens) {

  public static CompletionRequest parse(byte[] body) {
    JsonNode root = json(body);
    String model = root.path("model").asString("");
    if (model.isEmpty()) {
      throw OpenAiError.invalid("model", "you must provide a model parameter");
    }
    JsonNode messages = root.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw OpenAiError.invalid("messages", "messages must be an array that is not empty");
    }
    JsonNode format = root.path("response_format").path("json_schema");
    Caller caller = Caller.of(model, format.path("name").asString(null));
    return new CompletionRequest(
        model,
        caller,
        instructions(messages),
        data(messages),
        format.path("schema"),
        root.path("stream").asBoolean(false),
        root.path("stream_options").path("include_usage").asBoolean(false),
        maxTokens(root),
        promptTokens(messages));
  }

  /** Whether the answer is JSON. */
  public boolean structured() {
    return schema.isObject();
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      if (root.isObject()) {
        return root;
      }
    } catch (JacksonException e) {
      throw OpenAiError.invalid(null, "The body is not valid JSON: " + e.getOriginalMessage());
    }
    throw OpenAiError.invalid(null, "The body must be a JSON object.");
  }

  private static String instructions(JsonNode messages) {
    return messages
        .valueStream()
        .filter(message -> message.path("role").asString("").equals("system"))
        .map(CompletionRequest::text)
        .collect(Collectors.joining("\n"));
  }

  private static JsonNode data(JsonNode messages) {
    for (JsonNode message : messages) {
      if (message.path("role").asString("").equals("user")) {
        JsonNode data = parsed(text(message));
        if (data != null && data.isObject()) {
          return data;
        }
        break;
      }
    }
    throw OpenAiError.invalid(
        "messages",
        "The offline model is a stand-in that answers Quillmesh's agents only: the first message of "
            + "role user must be their JSON document.");
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** The content is a string, or an array of parts of which only the texts are used. */
  private static String text(JsonNode message) {
    JsonNode content = message.path("content");
    if (content.isString()) {
      return content.asString();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asString("")));
    return text.toString();
  }

  private static int promptTokens(JsonNode messages) {
    int tokens = 0;
    for (JsonNode message : messages) {
      tokens += Tokens.estimate(text(message));
    }
    return tokens;
  }

  private static int maxTokens(JsonNode root) {
    int newer = root.path("max_completion_tokens").asInt(Integer.MAX_VALUE);
    int max = Math.min(newer, root.path("max_tokens").asInt(Integer.MAX_VALUE));
    if (max < 1) {
      throw OpenAiError.invalid("max_tokens", "max_tokens must be at least 1");
    }
    return max;
  }
}
