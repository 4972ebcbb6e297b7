package io.quillmesh.endtoend.client;

import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One AG-UI event as it came. It is parsed only when somebody asks for its content, so that many
 * clients at once cost little while they are measured.
 */
public final class Frame {

  private final String line;
  private final long receivedNanos;
  private volatile SoftReference<@Nullable JsonNode> json = new SoftReference<>(null);

  private Frame(String line, long receivedNanos) {
    this.line = line;
    this.receivedNanos = receivedNanos;
  }

  /** An event that has just come. */
  public static Frame of(String line) {
    return new Frame(line, System.nanoTime());
  }

  /** The event. */
  public JsonNode json() {
    JsonNode known = json.get();
    if (known == null) {
      known = Json.parse(line);
      json = new SoftReference<>(known);
    }
    return known;
  }

  /** The text of the frame. */
  public String line() {
    return line;
  }

  /** When it came, by {@link System#nanoTime()}. */
  public long receivedNanos() {
    return receivedNanos;
  }

  /** Such as {@code RUN_STARTED}. */
  public String type() {
    return text("type");
  }

  /** Whether it is of this type. */
  public boolean is(String type) {
    return line.contains(type) && type().equals(type);
  }

  /** A member of the event as text; empty if it is absent. */
  public String text(String member) {
    return json().path(member).asString("");
  }

  /** A nested value, by JSON pointer; a missing node if there is none. */
  public JsonNode at(String pointer) {
    return json().at(pointer);
  }

  /** Whether it ends a run. */
  public boolean endsRun() {
    return is("RUN_FINISHED") || is("RUN_ERROR");
  }

  /** Whether it is only for this connection, outside of the conversation. */
  public boolean isNotice() {
    return is("CUSTOM") && text("name").startsWith("quillmesh.");
  }

  /** Whether it is the state that a connection begins with; one inside a run has a place there. */
  public boolean isConnectionsSnapshot() {
    return is("STATE_SNAPSHOT") && cursor().isEmpty();
  }

  /** Its cursor, as {@code ?after=} takes it; empty if it has none. */
  public String cursor() {
    JsonNode cursor = at("/metadata/quillmesh");
    return cursor.path("epoch").isMissingNode()
        ? ""
        : cursor.path("epoch").asString() + "." + cursor.path("sequence").asLong();
  }

  /** Its number in the conversation; 0 if it has none. */
  public long sequence() {
    return at("/metadata/quillmesh/sequence").asLong(0);
  }

  @Override
  public String toString() {
    return line;
  }
}
