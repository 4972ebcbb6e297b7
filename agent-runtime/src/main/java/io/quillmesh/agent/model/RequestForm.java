package io.quillmesh.agent.model;

import io.quillmesh.agent.model.RequestSettings.TokenParameter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of requests that one model at one endpoint takes, as far as that is known. It begins as
 * the settings say, and each refusal takes something away, so it comes to an end.
 *
 * @param formats the ways to ask for JSON that were not refused, the next first; never empty
 * @param tokenParameters the names of the token limit that were not refused, the next first
 * @param temperature whether it takes a temperature
 * @param streamUsage whether it takes the wish for usage in a stream
 * @param systemRole whether it takes instructions in a message of the role {@code system}
 * @param streamed whether it answers in streams only
 * @param beginsInThought whether its text begins with thoughts that nothing announces
 */
record RequestForm(
    List<ResponseFormat> formats,
    List<TokenParameter> tokenParameters,
    boolean temperature,
    boolean streamUsage,
    boolean systemRole,
    boolean streamed,
    boolean beginsInThought) {

  /** The next way to ask for JSON. */
  ResponseFormat format() {
    return formats.getFirst();
  }

  /** The name of the token limit; null for no limit. */
  @Nullable TokenParameter tokenParameter() {
    return tokenParameters.isEmpty() ? null : tokenParameters.getFirst();
  }

  /** What a call in this form sends and might be refused for. */
  Set<RequestPart> parts(boolean structured) {
    Set<RequestPart> parts = EnumSet.noneOf(RequestPart.class);
    if (structured && format() != ResponseFormat.TEXT) {
      parts.add(RequestPart.RESPONSE_FORMAT);
    }
    if (tokenParameter() != null) {
      parts.add(RequestPart.TOKEN_LIMIT);
    }
    if (temperature) {
      parts.add(RequestPart.TEMPERATURE);
    }
    if (systemRole) {
      parts.add(RequestPart.SYSTEM_ROLE);
    }
    boolean inStream = !structured || streamed;
    if (inStream && streamUsage) {
      parts.add(RequestPart.STREAM_USAGE);
    }
    if (!inStream) {
      parts.add(RequestPart.WITHOUT_STREAM);
    }
    return parts;
  }

  /** The next form after this part was refused. */
  RequestForm without(RequestPart part) {
    return switch (part) {
      case RESPONSE_FORMAT ->
          new RequestForm(
              rest(formats),
              tokenParameters,
              temperature,
              streamUsage,
              systemRole,
              streamed,
              beginsInThought);
      case TOKEN_LIMIT ->
          new RequestForm(
              formats,
              rest(tokenParameters),
              temperature,
              streamUsage,
              systemRole,
              streamed,
              beginsInThought);
      case TEMPERATURE ->
          new RequestForm(
              formats, tokenParameters, false, streamUsage, systemRole, streamed, beginsInThought);
      case STREAM_USAGE ->
          new RequestForm(
              formats, tokenParameters, temperature, false, systemRole, streamed, beginsInThought);
      case SYSTEM_ROLE ->
          new RequestForm(
              formats, tokenParameters, temperature, streamUsage, false, streamed, beginsInThought);
      case WITHOUT_STREAM ->
          new RequestForm(
              formats,
              tokenParameters,
              temperature,
              streamUsage,
              systemRole,
              true,
              beginsInThought);
    };
  }

  /** Thinking has used up the limit before the answer began. */
  RequestForm withoutTokenLimit() {
    return new RequestForm(
        formats, List.of(), temperature, streamUsage, systemRole, streamed, beginsInThought);
  }

  /** Its text began with thoughts that nothing announced. */
  RequestForm thinkingFirst() {
    return new RequestForm(
        formats, tokenParameters, temperature, streamUsage, systemRole, streamed, true);
  }

  /** The settings that make this form the first, without those of the other form. */
  Map<String, String> settingsSince(RequestForm other) {
    Map<String, String> settings = settings();
    settings.entrySet().removeAll(other.settings().entrySet());
    return settings;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("RESPONSE_FORMAT", word(format()));
    TokenParameter limit = tokenParameter();
    settings.put("TOKEN_PARAMETER", limit == null ? "none" : word(limit));
    settings.put("TEMPERATURE", temperature ? "set" : "");
    settings.put("STREAM_USAGE", String.valueOf(streamUsage));
    settings.put("SYSTEM_ROLE", String.valueOf(systemRole));
    settings.put("STREAMED", String.valueOf(streamed));
    settings.put("BEGINS_IN_THOUGHT", String.valueOf(beginsInThought));
    return settings;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <T> List<T> rest(List<T> list) {
    return List.copyOf(new ArrayList<>(list).subList(1, list.size()));
  }
}
