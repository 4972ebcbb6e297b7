package io.quillmesh.gateway.conversation;

import org.jspecify.annotations.Nullable;

/**
 * One AG-UI event as a client gets it.
 *
 * @param type the event's type, such as {@code RUN_STARTED}; empty when another instance made it
 * @param json the event, its cursor included; UTF-8 JSON without line breaks
 * @param runId the run it belongs to; null for snapshots and what happens outside of a run
 * @param cursor where it stands; null for what is said to one connection alone
 */
public record Frame(String type, String json, @Nullable String runId, @Nullable Cursor cursor) {

  /** One that another instance made, and that is passed on as it is. */
  public static Frame relayed(String json) {
    return new Frame("", json, null, null);
  }

  /** The same event at another place; null if a client cannot go on from it. */
  public Frame at(@Nullable Cursor other) {
    return new Frame(type, json, runId, other);
  }

  /** The same event in other words. */
  public Frame withJson(String other) {
    return new Frame(type, other, runId, cursor);
  }
}
