package io.quillmesh.gateway.edge;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of what clients send, where any of them may be missing or of another type. */
final class JsonFields {
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

  /** An id: a string that is not empty and not long; null if it is absent. */
  static @Nullable String id(JsonNode object, String name) {
    String id = text(object, name);
    if (id != null && (id.isBlank() || id.length() > Ids.MAX_LENGTH)) {
      throw malformed("\"" + name + "\" must have 1 to " + Ids.MAX_LENGTH + " characters");
    }
    return id;
  }

  static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  static RejectedException malformed(String message) {
    return new Rejection(null, RejectionCode.MALFORMED, message + ".").exception();
  }
}
