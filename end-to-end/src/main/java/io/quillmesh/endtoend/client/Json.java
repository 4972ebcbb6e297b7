package io.quillmesh.endtoend.client;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON, both ways. */
public final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** Reads what the gateway or the model said. */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /** Writes what a client says. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** A tree of plain values. */
  public static JsonNode tree(Map<String, ?> value) {
    return MAPPER.valueToTree(value);
  }
}
