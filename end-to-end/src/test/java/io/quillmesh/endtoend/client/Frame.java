package io.quillmesh.endtoend.client;

import tools.jackson.databind.JsonNode;

/**
 * One AG-UI event as it came.
 *
 * @param json the event
 * @param line the text that it was read from
 * @param receivedNanos when it came, by {@link System#nanoTime()}
 */
public record Frame(JsonNode json, String line, long receivedNanos) {

  static Frame of(String line) {
    return new Frame(Json.parse(line), line, System.nanoTime());
  }

  /** Such as {@code RUN_STARTED}. */
  public String type() {
    return text("type");
  }

  /** Whether it is of this type. */
  public boolean is(String type) {
    return type().equals(type);
  }

  /** A member of the event as text; empty when it is absent. */
  public String text(String member) {
    return json.path(member).asString("");
  }

  /** A value deep inside, by JSON pointer; a missing node when there is none. */
  public JsonNode at(String pointer) {
    return json.at(pointer);
  }

  /** Whether it ends a run. */
  public boolean endsRun() {
    return is("RUN_FINISHED") || is("RUN_ERROR");
  }

  /** Whether it is said to this connection alone, outside of the conversation. */
  public boolean isNotice() {
    return is("CUSTOM") && text("name").startsWith("quillmesh.");
  }

  /** Where it stands in the conversation, as {@code ?after=} takes it; empty when it has none. */
  public String cursor() {
    JsonNode cursor = at("/metadata/quillmesh");
    return cursor.path("epoch").isMissingNode()
        ? ""
        : cursor.path("epoch").asString() + "." + cursor.path("sequence").asLong();
  }

  /** Its number in the conversation; 0 when it has none. */
  public long sequence() {
    return at("/metadata/quillmesh/sequence").asLong(0);
  }

  @Override
  public String toString() {
    return line;
  }
}
