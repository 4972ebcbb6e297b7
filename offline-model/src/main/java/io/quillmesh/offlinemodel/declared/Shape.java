package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.openai.OpenAiError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One schema within a JSON schema.
 *
 * @param root the whole, for references
 * @param outer what refers to it or offers it as an alternative; it may have the description
 * @param node the schema itself
 */
record Shape(JsonNode root, JsonNode outer, JsonNode node) {

  private static final int MOST_REFERENCES = 32;

  static Shape of(JsonNode root) {
    return resolved(root, root);
  }

  static OpenAiError impossible(String why) {
    return OpenAiError.invalid(
        "response_format", "The offline model can't fill this schema: " + why);
  }

  /** Follows references, and takes the first alternative that is not null. */
  private static Shape resolved(JsonNode root, JsonNode outer) {
    JsonNode node = outer;
    for (int i = 0; i < MOST_REFERENCES; i++) {
      String reference = node.path("$ref").asString("");
      List<JsonNode> options = options(node);
      if (reference.startsWith("#")) {
        node = root.at(reference.substring(1));
      } else if (!options.isEmpty()) {
        node =
            options.stream().filter(each -> !isNull(each)).findFirst().orElse(options.getFirst());
      } else {
        return new Shape(root, outer, node);
      }
    }
    throw impossible("its references go in a circle");
  }

  private static List<JsonNode> options(JsonNode node) {
    return Stream.of("anyOf", "oneOf").flatMap(word -> node.path(word).valueStream()).toList();
  }

  private static boolean isNull(JsonNode schema) {
    return schema.path("type").asString("").equals("null");
  }

  boolean isNullable() {
    return options(outer).stream().anyMatch(Shape::isNull)
        || node.path("type").valueStream().anyMatch(type -> type.asString("").equals("null"));
  }

  /** A type other than null if there is one; read from the other keywords if it is not said. */
  String type() {
    JsonNode type = node.path("type");
    if (type.isString()) {
      return type.asString();
    }
    return type.valueStream()
        .map(each -> each.asString(""))
        .filter(each -> !each.equals("null"))
        .findFirst()
        .orElseGet(() -> node.has("items") ? "array" : hasLength() ? "string" : "object");
  }

  private boolean hasLength() {
    return Stream.of("pattern", "minLength", "maxLength").anyMatch(node::has);
  }

  /** Whether any text is a value, within limits. */
  boolean isText() {
    return type().equals("string") && symbols().isEmpty();
  }

  /** The values that are allowed; empty if there is no such list. */
  List<JsonNode> symbols() {
    return node.path("enum").valueStream().toList();
  }

  String description() {
    return outer.path("description").asString(node.path("description").asString(""));
  }

  List<String> properties() {
    return List.copyOf(node.path("properties").propertyNames());
  }

  Shape property(String name) {
    return resolved(root, node.path("properties").path(name));
  }

  boolean requires(String name) {
    return node.path("required").valueStream().anyMatch(each -> each.asString("").equals(name));
  }

  /** The schema of properties without a name, in a map. */
  Optional<Shape> otherProperties() {
    JsonNode others = node.path("additionalProperties");
    return others.isObject() ? Optional.of(resolved(root, others)) : Optional.empty();
  }

  Shape items() {
    return resolved(root, node.path("items"));
  }

  int number(String keyword, int otherwise) {
    return node.path(keyword).asInt(otherwise);
  }

  Optional<BigDecimal> limit(String keyword) {
    JsonNode value = node.path(keyword);
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  Optional<String> pattern() {
    return Optional.ofNullable(node.path("pattern").asString(null));
  }
}
