package io.quillmesh.tunedmodel.answer;

import io.quillmesh.tunedmodel.question.NotHereException;
import io.quillmesh.tunedmodel.question.Reason;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the answer that a JSON schema asks for out of a label and a confidence: what may be null is
 * null, and what may be missing is missing unless it is one of the two.
 */
public final class AnswerForm {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 12;

  /** Four decimals. */
  private static final double DIGITS = 1e4;

  private final JsonNode root;
  private final Set<String> labels;
  private final String label;
  private final double confidence;
  private int labelled;
  private boolean otherLabels;

  private AnswerForm(JsonNode root, Set<String> labels, String label, double confidence) {
    this.root = root;
    this.labels = labels;
    this.label = label;
    this.confidence = Math.round(confidence * DIGITS) / DIGITS;
  }

  /**
   * The answer as JSON.
   *
   * @param labels all labels, which have to be those of the schema
   * @throws NotHereException if the schema asks for more, or for other labels
   */
  public static String fill(JsonNode schema, Set<String> labels, String label, double confidence) {
    AnswerForm form = new AnswerForm(schema, labels, label, confidence);
    JsonNode answer = form.value("", schema, 0);
    if (form.labelled != 1) {
      throw new NotHereException(form.otherLabels ? Reason.LABELS : Reason.SCHEMA);
    }
    if (answer == null) {
      throw new NotHereException(Reason.SCHEMA);
    }
    return JsonMapper.shared().writeValueAsString(answer);
  }

  /** Null if it cannot be known. */
  private @Nullable JsonNode value(String name, JsonNode given, int depth) {
    JsonNode schema = resolved(given);
    if (schema == null || depth > DEEPEST) {
      return null;
    }
    if (schema.path("enum").isArray() && isLabels(schema.path("enum"))) {
      labelled++;
      return NODES.stringNode(label);
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (name.equals("confidence") && isType(schema, "number") && isWithin(schema)) {
      return NODES.numberNode(confidence);
    }
    if (isNullable(schema)) {
      return NODES.nullNode();
    }
    return isType(schema, "object") ? object(schema, depth) : null;
  }

  private @Nullable ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asString("")));
    for (var property : schema.path("properties").properties()) {
      JsonNode value = value(property.getKey(), property.getValue(), depth + 1);
      if (value != null) {
        object.set(property.getKey(), value);
      } else if (required.contains(property.getKey())) {
        return null;
      }
    }
    required.removeAll(object.propertyNames());
    return required.isEmpty() ? object : null;
  }

  private boolean isLabels(JsonNode symbols) {
    Set<String> found = new HashSet<>();
    symbols.forEach(symbol -> found.add(symbol.isNull() ? label : symbol.asString("")));
    otherLabels |= found.size() > 1 && !found.equals(labels);
    return found.equals(labels);
  }

  private boolean isWithin(JsonNode schema) {
    return confidence >= schema.path("minimum").asDouble(0)
        && confidence <= schema.path("maximum").asDouble(1);
  }

  private static boolean isNullable(JsonNode schema) {
    if (isType(schema, "null") || schema.path("nullable").asBoolean(false)) {
      return true;
    }
    for (String either : new String[] {"anyOf", "oneOf"}) {
      for (JsonNode one : schema.path(either)) {
        if (isType(one, "null")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isType(JsonNode schema, String type) {
    JsonNode types = schema.path("type");
    for (JsonNode one : types) {
      if (one.asString("").equals(type)) {
        return true;
      }
    }
    return types.isString() && types.asString().equals(type);
  }

  /** Follows a reference into this schema; null if it leads nowhere. */
  private @Nullable JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    if (reference.isEmpty()) {
      return schema;
    }
    try {
      JsonNode there =
          reference.startsWith("#") ? root.at(JsonPointer.compile(reference.substring(1))) : null;
      return there == null || there.isMissingNode() || there.has("$ref") ? null : there;
    } catch (IllegalArgumentException | JacksonException e) {
      return null;
    }
  }
}
