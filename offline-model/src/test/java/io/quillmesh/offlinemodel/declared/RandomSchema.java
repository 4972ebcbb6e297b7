package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.openai.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * JSON schemas of objects, as they are made from answers in Avro IDL; the same for the same seed.
 */
final class RandomSchema {

  private static final List<String> NAMES =
      List.of(
          "title",
          "reason",
          "score",
          "label",
          "message",
          "sentence",
          "claim",
          "wordCount",
          "标题",
          "x");
  private static final List<String> PATTERNS =
      List.of(
          "^[a-z]+$",
          "^[A-Z]{2}-\\d{3}$",
          "^(?:low|high)$",
          "\\w+@\\w+\\.org",
          "^#[0-9a-f]{6}$",
          "^\\p{IsHan}{2,4}$",
          ".");

  private final Random random;
  private int definitions;
  private final Map<String, Object> defined = new LinkedHashMap<>();

  private RandomSchema(long seed) {
    this.random = new Random(seed);
  }

  static JsonNode of(long seed) {
    RandomSchema schemas = new RandomSchema(seed);
    Map<String, Object> root = schemas.object(0);
    root.put("$defs", schemas.defined);
    return Json.MAPPER.valueToTree(root);
  }

  private Map<String, Object> any(int depth) {
    Map<String, Object> schema =
        switch (random.nextInt(depth > 3 ? 5 : 8)) {
          case 0 -> text();
          case 1 -> number("integer");
          case 2 -> number("number");
          case 3 -> new LinkedHashMap<>(Map.of("type", "boolean"));
          case 4 ->
              new LinkedHashMap<>(
                  Map.of("type", "string", "enum", List.of("UNKNOWN", "SOME", "OTHER")));
          case 5 -> array(depth);
          case 6 -> map(depth);
          default -> random.nextBoolean() ? object(depth) : reference(depth);
        };
    if (random.nextInt(3) == 0) {
      schema.put("description", "The reason why this title is best, in one sentence");
    }
    return random.nextInt(5) == 0 ? nullable(schema) : schema;
  }

  private Map<String, Object> nullable(Map<String, Object> schema) {
    if (schema.containsKey("type") && !schema.containsKey("enum") && random.nextBoolean()) {
      schema.put("type", List.of(schema.get("type"), "null"));
      return schema;
    }
    return new LinkedHashMap<>(Map.of("anyOf", List.of(Map.of("type", "null"), schema)));
  }

  private Map<String, Object> text() {
    Map<String, Object> schema = new LinkedHashMap<>(Map.of("type", "string"));
    if (random.nextInt(4) == 0) {
      schema.put("pattern", PATTERNS.get(random.nextInt(PATTERNS.size())));
    } else {
      limits(schema, "minLength", "maxLength", 90);
    }
    return schema;
  }

  private Map<String, Object> number(String type) {
    Map<String, Object> schema = new LinkedHashMap<>(Map.of("type", type));
    int low = random.nextInt(-50, 50);
    if (random.nextInt(3) > 0) {
      schema.put("minimum", low);
    }
    if (random.nextInt(3) > 0) {
      schema.put("maximum", random.nextBoolean() ? low : low + random.nextInt(200));
    }
    return schema;
  }

  private Map<String, Object> array(int depth) {
    Map<String, Object> schema =
        new LinkedHashMap<>(Map.of("type", "array", "items", any(depth + 1)));
    limits(schema, "minItems", "maxItems", 9);
    return schema;
  }

  private Map<String, Object> map(int depth) {
    return new LinkedHashMap<>(Map.of("type", "object", "additionalProperties", any(depth + 1)));
  }

  /** A record that is defined once; it may have itself in a list. */
  private Map<String, Object> reference(int depth) {
    String name = "R" + definitions++;
    Map<String, Object> reference = new LinkedHashMap<>(Map.of("$ref", "#/$defs/" + name));
    Map<String, Object> record = object(depth);
    @SuppressWarnings("unchecked")
    Map<String, Object> properties = (Map<String, Object>) record.get("properties");
    if (properties != null) {
      properties.put("children", Map.of("type", "array", "items", Map.copyOf(reference)));
    }
    defined.put(name, record);
    return reference;
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      properties.put(NAMES.get(random.nextInt(NAMES.size())), any(depth + 1));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", new ArrayList<>(properties.keySet()));
    schema.put("additionalProperties", false);
    return schema;
  }

  private void limits(Map<String, Object> schema, String least, String most, int bound) {
    int low = random.nextInt(bound);
    if (random.nextBoolean()) {
      schema.put(least, low);
    }
    if (random.nextBoolean()) {
      schema.put(most, low + random.nextInt(bound));
    }
  }
}
