package io.quillmesh.agent.model.request;

import io.quillmesh.agent.provider.answer.ProviderError;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a request that some providers refuse, and that a call can do without. */
public enum RequestPart {
  /** How the answer is asked to be JSON. */
  RESPONSE_FORMAT(
      List.of("response_format", "guided_json", "structured_outputs"),
      List.of(
          "response_format",
          "response format",
          "json_schema",
          "json schema",
          "json_object",
          "json mode",
          "structured output")),
  /** The token limit, under its present name. */
  TOKEN_LIMIT(
      List.of("max_tokens", "max_completion_tokens", "max_new_tokens", "max_output_tokens"),
      List.of("max_tokens", "max_completion_tokens", "max_new_tokens", "max_output_tokens")),
  /** The temperature. */
  TEMPERATURE(List.of("temperature"), List.of("temperature")),
  /** That a stream ends with its token counts. */
  STREAM_USAGE(
      List.of("stream_options", "include_usage"), List.of("stream_options", "include_usage")),
  /** That the instructions are a message of the role {@code system}. */
  SYSTEM_ROLE(
      List.of("role"),
      List.of(
          "system role",
          "role 'system'",
          "role \"system\"",
          "role `system`",
          "'system' with this model",
          "system message",
          "system instruction",
          "developer instruction")),
  /** That the answer comes in one piece. */
  WITHOUT_STREAM(
      List.of("stream", "enable_thinking"),
      List.of(
          "non-stream",
          "non stream",
          "only support stream",
          "only supports stream",
          "stream mode",
          "streaming is required",
          "stream must be true",
          "must be streamed",
          "stream=true"));

  /** Only these say clearly that the request itself was not understood. */
  private static final Set<Integer> STATUSES = Set.of(400, 404, 405, 415, 422, 500, 501);

  private final List<String> names;
  private final List<String> words;

  RequestPart(List<String> names, List<String> words) {
    this.names = names;
    this.words = words;
  }

  /**
   * What the provider refuses; null if it is none of these.
   *
   * @param sent what was in the request
   */
  public static @Nullable RequestPart refusedIn(ProviderError error, Set<RequestPart> sent) {
    if (!STATUSES.contains(error.status())) {
      return null;
    }
    for (String param : error.params()) {
      for (RequestPart part : sent) {
        if (part.isNamedBy(param)) {
          return part;
        }
      }
    }
    String message = error.message().toLowerCase(Locale.ROOT);
    RequestPart first = null;
    int firstAt = Integer.MAX_VALUE;
    for (RequestPart part : sent) {
      for (String word : part.words) {
        int at = message.indexOf(word);
        if (at >= 0 && at < firstAt) {
          first = part;
          firstAt = at;
        }
      }
    }
    return first;
  }

  private boolean isNamedBy(String param) {
    List<String> steps = List.of(param.toLowerCase(Locale.ROOT).split("[.\\[\\]/]+"));
    return names.stream().anyMatch(steps::contains);
  }
}
