package io.quillmesh.gateway.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of clients' JSON. Any of them may be missing or have another type. */
public final class JsonFields {
  private JsonFields() {}

  /** A member that is a string; null if it is absent or null. */
  static @Nullable String text(JsonNode object, String name) {
    JsonNode member = object.get(name);
    if (member == null || member.isNull()) {
      return null;
    }
    if (!member.isString()) {
      throw malformed("\"" + name + "\" must be a string");
    }
    return member.stringValue();
  }

  /** An id: a short string that is not empty; null if it is absent. */
  public static @Nullable String id(JsonNode object, String name) {
    String id = text(object, name);
    if (id != null && !Ids.isId(id)) {
      throw malformed(
          "\""
              + name
              + "\" must have 1 to "
              + Ids.MAX_LENGTH
              + " characters, without control characters");
    }
    return id;
  }

  /** The elements of a member that is an array of objects; none if it is absent or null. */
  static List<JsonNode> objects(JsonNode object, String name) {
    JsonNode member = object.get(name);
    if (member == null || member.isNull()) {
      return List.of();
    }
    List<JsonNode> elements = member.valueStream().toList();
    if (!member.isArray() || !elements.stream().allMatch(JsonNode::isObject)) {
      throw malformed("\"" + name + "\" must be an array of objects");
    }
    return elements;
  }

  static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  public static RejectedException malformed(String message) {
    return new Rejection(null, RejectionCode.MALFORMED, message + ".").exception();
  }
}
