package io.quillmesh.agenthost.answer;

import io.quillmesh.agenthost.check.Texts;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/** A limit that answer.avdl sets on a field, such as {@code @minimum(0)}. */
enum Range {
  MINIMUM("minimum", Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE),
  MAXIMUM("maximum", Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE),
  MIN_ITEMS("minItems", Type.ARRAY),
  MAX_ITEMS("maxItems", Type.ARRAY),
  MIN_LENGTH("minLength", Type.STRING),
  MAX_LENGTH("maxLength", Type.STRING),
  PATTERN("pattern", Type.STRING);

  private final String key;
  private final Set<Type> types;

  Range(String key, Type first, Type... others) {
    this.key = key;
    this.types = EnumSet.of(first, others);
  }

  /** Its name in Avro and in JSON Schema. */
  String key() {
    return key;
  }

  static Optional<Range> of(String key) {
    return Arrays.stream(values()).filter(range -> range.key.equals(key)).findFirst();
  }

  /** The names of those that fit a type, for messages. */
  static String keys(Type type) {
    String keys =
        Arrays.stream(values())
            .filter(range -> range.types.contains(type))
            .map(range -> "@" + range.key)
            .collect(Collectors.joining(", "));
    return keys.isEmpty() ? "none on this type" : keys;
  }

  boolean fits(Type type) {
    return types.contains(type);
  }

  /** Whether the value is of the kind that this limit takes. */
  boolean takes(Object value) {
    return switch (this) {
      case MINIMUM, MAXIMUM -> value instanceof Number;
      case MIN_ITEMS, MAX_ITEMS, MIN_LENGTH, MAX_LENGTH ->
          value instanceof Integer size && size >= 0;
      case PATTERN -> value instanceof String regex && Texts.isRegex(regex);
    };
  }

  /**
   * All properties of a field. Avro has those that stand before a type on the type, and those that
   * stand before the name on the field.
   */
  static Map<String, Object> properties(Schema.Field field, Schema type) {
    Map<String, Object> all = new java.util.LinkedHashMap<>(type.getObjectProps());
    all.putAll(field.getObjectProps());
    return all;
  }
}
