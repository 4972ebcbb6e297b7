package io.quillmesh.agent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a value into the shape that a JSON schema asks for where the schema leaves no doubt what
 * is meant: numbers that came as strings, enum symbols in another case, surplus properties, and
 * nullable ones that are missing. What is unclear stays as it is, and the check finds it.
 *
 * @param root the whole schema, JSON Schema 2020-12
 */
record SchemaCoercion(JsonNode root) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST_NUMBER = 40;

  /** The value in the schema's form; a new one. */
  JsonNode coerce(JsonNode value) {
    return coerce(root, value);
  }

  private JsonNode coerce(JsonNode schema, JsonNode value) {
    JsonNode resolved = resolved(schema);
    List<String> types = types(resolved);
    if (value.isNull() && types.contains("null")) {
      return value;
    }
    JsonNode option = onlyOption(resolved);
    if (option != null) {
      return coerce(option, value);
    }
    if (value.isObject()) {
      return object(resolved, (ObjectNode) value);
    }
    if (value.isArray()) {
      return array(resolved.path("items"), (ArrayNode) value);
    }
    if (resolved.has("enum") && value.isString()) {
      return symbol(resolved.path("enum"), value);
    }
    return scalar(types, value);
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.startsWith("#/") ? root.at(reference.substring(1)) : schema;
  }

  private List<String> types(JsonNode schema) {
    List<String> types = new ArrayList<>();
    JsonNode type = schema.path("type");
    if (type.isString()) {
      types.add(type.asString());
    }
    type.forEach(each -> types.add(each.asString("")));
    options(schema).forEach(option -> types.addAll(types(resolved(option))));
    if (schema.path("enum").valueStream().anyMatch(JsonNode::isNull)) {
      types.add("null");
    }
    return types;
  }

  private static List<JsonNode> options(JsonNode schema) {
    List<JsonNode> options = new ArrayList<>();
    schema.path("anyOf").forEach(options::add);
    schema.path("oneOf").forEach(options::add);
    return options;
  }

  /** The other option of a choice between null and one more. */
  private @Nullable JsonNode onlyOption(JsonNode schema) {
    List<JsonNode> options =
        options(schema).stream()
            .filter(option -> !types(resolved(option)).equals(List.of("null")))
            .toList();
    return options.size() == 1 ? options.getFirst() : null;
  }

  private ObjectNode object(JsonNode schema, ObjectNode value) {
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    boolean isClosed = others.isBoolean() && !others.asBoolean();
    ObjectNode coerced = NODES.objectNode();
    for (Map.Entry<String, JsonNode> property : value.properties()) {
      JsonNode known = properties.path(property.getKey());
      if (!known.isMissingNode()) {
        coerced.set(property.getKey(), coerce(known, property.getValue()));
      } else if (!isClosed) {
        coerced.set(property.getKey(), property.getValue());
      }
    }
    for (JsonNode required : schema.path("required")) {
      String name = required.asString("");
      if (!coerced.has(name) && types(resolved(properties.path(name))).contains("null")) {
        coerced.putNull(name);
      }
    }
    return coerced;
  }

  private ArrayNode array(JsonNode items, ArrayNode value) {
    ArrayNode coerced = NODES.arrayNode();
    value.forEach(each -> coerced.add(items.isMissingNode() ? each : coerce(items, each)));
    return coerced;
  }

  /** The one symbol that differs only in case, blanks, hyphens and underscores. */
  private static JsonNode symbol(JsonNode symbols, JsonNode value) {
    List<JsonNode> same =
        symbols
            .valueStream()
            .filter(symbol -> plain(symbol.asString("")).equals(plain(value.asString())))
            .toList();
    boolean isExact = same.stream().anyMatch(value::equals);
    return isExact || same.size() != 1 ? value : same.getFirst();
  }

  private static String plain(String symbol) {
    return symbol.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
  }

  private static JsonNode scalar(List<String> types, JsonNode value) {
    if (types.contains("string")) {
      return value.isNumber() && !types.contains("number") && !types.contains("integer")
          ? NODES.stringNode(value.asString())
          : value;
    }
    if (!value.isString()) {
      return isIntegral(types, value)
          ? NODES.numberNode(value.decimalValue().toBigInteger())
          : value;
    }
    String text = value.asString().strip();
    if (types.contains("boolean") && Set.of("true", "false").contains(lower(text))) {
      return NODES.booleanNode(Boolean.parseBoolean(lower(text)));
    }
    if (types.contains("null") && (text.isEmpty() || lower(text).equals("null"))) {
      return NODES.nullNode();
    }
    return types.contains("number") || types.contains("integer") ? number(types, value) : value;
  }

  private static JsonNode number(List<String> types, JsonNode value) {
    String text = value.asString().strip();
    if (text.length() > LONGEST_NUMBER || !text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,2})?")) {
      return value;
    }
    JsonNode number = JSON.readTree(new BigDecimal(text).toPlainString());
    return isIntegral(types, number)
        ? NODES.numberNode(number.decimalValue().toBigInteger())
        : number;
  }

  /** 3.0 where an integer belongs. */
  private static boolean isIntegral(List<String> types, JsonNode value) {
    return types.contains("integer")
        && value.isFloatingPointNumber()
        && value.decimalValue().stripTrailingZeros().scale() <= 0;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
