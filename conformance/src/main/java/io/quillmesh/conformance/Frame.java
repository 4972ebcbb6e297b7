package io.quillmesh.conformance;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One text frame of the server. */
record Frame(String text, JsonNode json, String namespace) {
  private static final JsonMapper JSON = new JsonMapper();

  static Frame of(String text, String namespace) {
    try {
      return new Frame(text, JSON.readTree(text), namespace);
    } catch (JacksonException e) {
      return new Frame(text, JSON.nullNode(), namespace);
    }
  }

  boolean is(String type) {
    return type().equals(type);
  }

  String type() {
    return text("type");
  }

  String text(String member) {
    return json.path(member).asString("");
  }

  /** A notice of the server, such as {@code rejected}. */
  boolean isNotice(String name) {
    return is("CUSTOM") && text("name").equals(namespace + "." + name);
  }

  boolean isNotice() {
    return is("CUSTOM") && text("name").startsWith(namespace + ".");
  }

  /** A member of a notice's value. */
  JsonNode value(String member) {
    return json.path("value").path(member);
  }

  boolean startsRun(Run run) {
    return is("RUN_STARTED") && text("runId").equals(run.runId());
  }

  boolean endsRun() {
    return is("RUN_FINISHED") || is("RUN_ERROR");
  }

  /** How a run ended; empty if it does not say. */
  String outcome() {
    return json.path("outcome").path("type").asString("");
  }

  /** {@code <epoch>.<sequence>}; null without one. */
  @Nullable String cursor() {
    JsonNode at = metadata();
    return at.path("epoch").isString() && at.path("sequence").isIntegralNumber()
        ? at.path("epoch").asString() + "." + sequence()
        : null;
  }

  String epoch() {
    return metadata().path("epoch").asString("");
  }

  long sequence() {
    return metadata().path("sequence").asLong(-1);
  }

  /** Whether it says that a cursor is not known any more. */
  boolean saysLost() {
    return metadata().path("recovered").isBoolean() && !metadata().path("recovered").asBoolean();
  }

  private JsonNode metadata() {
    return json.path("metadata").path(namespace);
  }

  @Override
  public String toString() {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
