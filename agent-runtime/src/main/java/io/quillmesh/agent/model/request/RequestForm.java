package io.quillmesh.agent.model.request;

import io.quillmesh.agent.model.request.RequestSettings.TokenParameter;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of requests that one model at one endpoint takes, as far as that is known. It begins as
 * the settings say, and each refusal removes something, so this ends.
 *
 * @param formats the ways to ask for JSON that were not refused, the next first; never empty
 * @param tokenParameters the names of the token limit that were not refused, the next first
 * @param others the other parts that were not refused, without the two that have lists of their own
 * @param beginsInThought whether its text begins with thoughts that nothing announces
 */
public record RequestForm(
    List<ResponseFormat> formats,
    List<TokenParameter> tokenParameters,
    Set<RequestPart> others,
    boolean beginsInThought) {

  /** The next way to ask for JSON. */
  ResponseFormat format() {
    return formats.getFirst();
  }

  /** The name of the token limit; null for no limit. */
  @Nullable TokenParameter tokenParameter() {
    return tokenParameters.isEmpty() ? null : tokenParameters.getFirst();
  }

  /** Whether requests have this part. */
  public boolean has(RequestPart part) {
    return others.contains(part);
  }

  /** Whether an answer comes as a stream. */
  public boolean isStreamed(boolean structured) {
    return !structured || !has(RequestPart.WITHOUT_STREAM);
  }

  /** What a call in this form sends and might be refused for. */
  public Set<RequestPart> parts(boolean structured) {
    Set<RequestPart> parts = EnumSet.noneOf(RequestPart.class);
    parts.addAll(others);
    parts.remove(isStreamed(structured) ? RequestPart.WITHOUT_STREAM : RequestPart.STREAM_USAGE);
    if (structured && format() != ResponseFormat.TEXT) {
      parts.add(RequestPart.RESPONSE_FORMAT);
    }
    if (tokenParameter() != null) {
      parts.add(RequestPart.TOKEN_LIMIT);
    }
    return parts;
  }

  /** The next form after this part was refused. */
  public RequestForm without(RequestPart part) {
    return switch (part) {
      case RESPONSE_FORMAT ->
          new RequestForm(rest(formats), tokenParameters, others, beginsInThought);
      case TOKEN_LIMIT -> new RequestForm(formats, rest(tokenParameters), others, beginsInThought);
      case TEMPERATURE, STREAM_USAGE, SYSTEM_ROLE, WITHOUT_STREAM -> {
        Set<RequestPart> left = new HashSet<>(others);
        left.remove(part);
        yield new RequestForm(formats, tokenParameters, Set.copyOf(left), beginsInThought);
      }
    };
  }

  /** Thinking has used up the limit before the answer began. */
  public RequestForm withoutTokenLimit() {
    return new RequestForm(formats, List.of(), others, beginsInThought);
  }

  /** Its text began with thoughts that nothing announced. */
  public RequestForm thinkingFirst() {
    return new RequestForm(formats, tokenParameters, others, true);
  }

  /** The settings that make this form the first, without those of the other form. */
  public Map<String, String> settingsSince(RequestForm other) {
    Map<String, String> settings = settings();
    settings.entrySet().removeAll(other.settings().entrySet());
    return settings;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("RESPONSE_FORMAT", word(format()));
    TokenParameter limit = tokenParameter();
    settings.put("TOKEN_PARAMETER", limit == null ? "none" : word(limit));
    settings.put("TEMPERATURE", has(RequestPart.TEMPERATURE) ? "set" : "");
    settings.put("STREAM_USAGE", String.valueOf(has(RequestPart.STREAM_USAGE)));
    settings.put("SYSTEM_ROLE", String.valueOf(has(RequestPart.SYSTEM_ROLE)));
    settings.put("STREAMED", String.valueOf(!has(RequestPart.WITHOUT_STREAM)));
    settings.put("BEGINS_IN_THOUGHT", String.valueOf(beginsInThought));
    return settings;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <T> List<T> rest(List<T> list) {
    return List.copyOf(list.subList(1, list.size()));
  }
}
