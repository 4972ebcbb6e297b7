package io.quillmesh.gateway.conversation;

import org.jspecify.annotations.Nullable;

/**
 * One AG-UI event as a client gets it.
 *
 * @param json the event, its cursor included; UTF-8 JSON without line breaks
 * @param runId the run it belongs to; null for snapshots and what happens outside of a run
 * @param cursor where it stands; null for what is said to one connection alone
 */
public record Frame(String json, @Nullable String runId, @Nullable Cursor cursor) {
  private static final String START = "{\"type\":\"";

  /** The event's type, such as {@code RUN_STARTED}: every event begins with it. */
  public String type() {
    return json.startsWith(START)
        ? json.substring(START.length(), json.indexOf('"', START.length()))
        : "";
  }
}
