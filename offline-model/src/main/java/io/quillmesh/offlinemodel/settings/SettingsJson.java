package io.quillmesh.offlinemodel.settings;

import io.quillmesh.offlinemodel.openai.OpenAiError;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The settings as JSON. Members that are left out stay unchanged. */
public final class SettingsJson {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private SettingsJson() {}

  public static Settings merge(Settings present, byte[] json) {
    try {
      Map<String, Object> all = new LinkedHashMap<>();
      collect(all, STRICT.writeValueAsBytes(present));
      collect(all, json);
      return STRICT.convertValue(all, Settings.class);
    } catch (JacksonException | IllegalArgumentException e) {
      throw OpenAiError.invalid(null, "These settings are refused: " + reason(e));
    }
  }

  private static void collect(Map<String, Object> all, byte[] json) {
    if (!(STRICT.readValue(json, Object.class) instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException("not a JSON object");
    }
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (member.getValue() == null) {
        throw new IllegalArgumentException(member.getKey() + " must not be null");
      }
      all.put(String.valueOf(member.getKey()), member.getValue());
    }
  }

  /** If the record refused a value, its own message without that of the parser. */
  private static String reason(Exception e) {
    Throwable cause = e.getCause() instanceof IllegalArgumentException inner ? inner : e;
    return cause instanceof JacksonException jackson
        ? jackson.getOriginalMessage()
        : String.valueOf(cause.getMessage());
  }
}
