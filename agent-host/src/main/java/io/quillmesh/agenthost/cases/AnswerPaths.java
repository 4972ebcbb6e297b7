package io.quillmesh.agenthost.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which places an answer can have.
 *
 * @param schema the answer's JSON schema
 */
record AnswerPaths(JsonNode schema) {
  /** Those of an agent that writes a text. */
  static final AnswerPaths TEXT =
      new AnswerPaths(JsonMapper.builder().build().readTree("{\"type\": \"string\"}"));

  /** The types of JSON schema that may be there; empty if nothing can be there. */
  Optional<Set<String>> types(JsonPointer at) {
    List<JsonNode> here = options(schema);
    for (JsonPointer rest = at; !rest.matches(); rest = rest.tail()) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode option : here) {
        next.addAll(options(child(option, rest)));
      }
      if (next.isEmpty()) {
        return Optional.empty();
      }
      here = next;
    }
    Set<String> types = new TreeSet<>();
    for (JsonNode option : here) {
      JsonNode type = option.path("type");
      if (type.isString()) {
        types.add(type.asString());
      }
      type.valueStream().map(JsonNode::asString).forEach(types::add);
    }
    return Optional.of(types);
  }

  private static JsonNode child(JsonNode schema, JsonPointer at) {
    return at.mayMatchElement() && schema.has("items")
        ? schema.path("items")
        : schema.path("properties").path(at.getMatchingProperty());
  }

  private static List<JsonNode> options(JsonNode schema) {
    if (schema.isMissingNode()) {
      return List.of();
    }
    return schema.has("anyOf") ? schema.path("anyOf").valueStream().toList() : List.of(schema);
  }
}
