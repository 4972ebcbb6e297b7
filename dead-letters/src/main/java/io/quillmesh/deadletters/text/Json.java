package io.quillmesh.deadletters.text;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as this tool writes it: unknown values are left out. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(all -> all.withValueInclusion(Include.NON_NULL))
          .build();

  private Json() {}

  /** On one line. */
  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** For reading. */
  public static String pretty(Object value) {
    return MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
  }

  /**
   * @throws tools.jackson.core.JacksonException if the bytes are not JSON
   */
  public static <T> T parse(byte[] json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }
}
