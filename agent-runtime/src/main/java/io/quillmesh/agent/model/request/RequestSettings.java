package io.quillmesh.agent.model.request;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is put into requests, and in which form; what a provider refuses is left out by itself.
 *
 * @param responseFormat how JSON is asked for: {@code json_schema}, {@code json_object}, {@code
 *     text}; {@code auto} begins with the first
 * @param tokenParameter what the token limit is called: {@code max_tokens}, {@code
 *     max_completion_tokens}, {@code none}; {@code auto} begins with the first
 * @param streamUsage whether streams are asked to end with their token counts
 * @param systemRole whether instructions are a message of the role {@code system}; otherwise they
 *     come before the data, in one message of the role {@code user}
 * @param streamed whether structured answers are asked for as streams, too: for models that answer
 *     no other way
 * @param beginsInThought whether texts begin with thoughts that only their end marks, as some
 *     servers of reasoning models send them
 * @param extraBody more fields of the request's body, as a JSON object; empty for none
 * @param extraHeaders more headers, as a JSON object of strings; empty for none
 */
public record RequestSettings(
    @DefaultValue("auto") String responseFormat,
    @DefaultValue("auto") String tokenParameter,
    @DefaultValue("true") boolean streamUsage,
    @DefaultValue("true") boolean systemRole,
    @DefaultValue("false") boolean streamed,
    @DefaultValue("false") boolean beginsInThought,
    @DefaultValue("") String extraBody,
    @DefaultValue("") String extraHeaders) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PREFIX = "quillmesh.agent.model.request.";

  /** What the token limit is called. */
  enum TokenParameter {
    /** By most. */
    MAX_TOKENS,
    /** By OpenAI's newer models. */
    MAX_COMPLETION_TOKENS
  }

  public RequestSettings {
    var _ = formats(responseFormat);
    var _ = tokenParameters(tokenParameter);
    var _ = object("extra-body", extraBody);
    for (JsonNode header : object("extra-headers", extraHeaders).values()) {
      if (!header.isString()) {
        throw new IllegalArgumentException(
            PREFIX + "extra-headers must hold strings only, not " + header);
      }
    }
  }

  /**
   * The form to begin with.
   *
   * @param temperature whether one is set
   * @param maxTokens whether a limit is set
   */
  public RequestForm form(boolean temperature, boolean maxTokens) {
    Set<RequestPart> others = EnumSet.noneOf(RequestPart.class);
    addIf(temperature, RequestPart.TEMPERATURE, others);
    addIf(streamUsage, RequestPart.STREAM_USAGE, others);
    addIf(systemRole, RequestPart.SYSTEM_ROLE, others);
    addIf(!streamed, RequestPart.WITHOUT_STREAM, others);
    return new RequestForm(
        formats(responseFormat),
        maxTokens ? tokenParameters(tokenParameter) : List.of(),
        Set.copyOf(others),
        beginsInThought);
  }

  private static void addIf(boolean wanted, RequestPart part, Set<RequestPart> parts) {
    if (wanted) {
      parts.add(part);
    }
  }

  /** More fields of the body. */
  Map<String, JsonNode> body() {
    return object("extra-body", extraBody);
  }

  /** More headers. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    object("extra-headers", extraHeaders)
        .forEach((name, value) -> headers.put(name, value.asString()));
    return headers;
  }

  private static List<ResponseFormat> formats(String setting) {
    return beginningWith(ResponseFormat.class, "response-format", setting, "auto");
  }

  private static List<TokenParameter> tokenParameters(String setting) {
    return setting.strip().equalsIgnoreCase("none")
        ? List.of()
        : beginningWith(TokenParameter.class, "token-parameter", setting, "none, auto");
  }

  /** All of them, the one that the setting names first. */
  private static <E extends Enum<E>> List<E> beginningWith(
      Class<E> type, String name, String setting, String others) {
    List<E> all = new ArrayList<>(EnumSet.allOf(type));
    String wanted = setting.strip().toUpperCase(Locale.ROOT);
    if (!wanted.isEmpty() && !wanted.equals("AUTO")) {
      E first = named(type, name, wanted, others);
      all.remove(first);
      all.addFirst(first);
    }
    return List.copyOf(all);
  }

  private static <E extends Enum<E>> E named(
      Class<E> type, String setting, String wanted, String others) {
    try {
      return Enum.valueOf(type, wanted);
    } catch (IllegalArgumentException unknown) {
      List<String> known = new ArrayList<>();
      for (E each : EnumSet.allOf(type)) {
        known.add(each.name().toLowerCase(Locale.ROOT));
      }
      throw new IllegalArgumentException(
          "%s%s must be one of %s, %s, not %s"
              .formatted(
                  PREFIX,
                  setting,
                  String.join(", ", known),
                  others,
                  wanted.toLowerCase(Locale.ROOT)));
    }
  }

  private static Map<String, JsonNode> object(String setting, @Nullable String json) {
    if (json == null || json.isBlank()) {
      return Map.of();
    }
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    try {
      JsonNode object = JSON.readTree(json);
      if (object.isObject()) {
        object.forEachEntry(fields::put);
        return fields;
      }
    } catch (JacksonException e) {
      // Said below, without the value: a header may hold a key.
    }
    throw new IllegalArgumentException(
        PREFIX + setting + " must be a JSON object, such as {\"enable_thinking\": false}");
  }
}
