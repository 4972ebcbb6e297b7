package io.quillmesh.endtoend.client;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON. */
public final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** Reads an answer of the gateway or the model. */
  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /** Writes a client's message. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** A tree of plain values. */
  public static JsonNode tree(Map<String, ?> value) {
    return MAPPER.valueToTree(value);
  }
}
