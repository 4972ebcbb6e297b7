package io.quillmesh.gateway.conversation.state;

import io.quillmesh.schemas.EventIds;
import java.util.HexFormat;

/**
 * The keys of a conversation's pieces. Numbers are hexadecimal and of one length, so that keys sort
 * like their numbers.
 */
public final class Keys {
  /** Running turns come first and together, because a start looks through them. */
  private static final String TURNS = "!turn/";

  private static final String ENDED = "/ended";

  private Keys() {}

  /** Before the first key of a running or ended turn. */
  public static String turnsFrom() {
    return TURNS;
  }

  /** After the last key of a running or ended turn. */
  public static String turnsTo() {
    return "!turn0";
  }

  /** The conversation whose running turn, or ended turns, are kept under this key. */
  public static String conversationOfTurn(String key) {
    String id = key.substring(TURNS.length());
    return id.endsWith(ENDED) ? id.substring(0, id.length() - ENDED.length()) : id;
  }

  /** Before the first key of a conversation, its turns apart. */
  public static String conversationFrom(String conversationId) {
    return conversationId + "/";
  }

  /** After the last key of a conversation. */
  public static String conversationTo(String conversationId) {
    return conversationId + "0";
  }

  public static String turn(String conversationId) {
    return TURNS + conversationId;
  }

  /** Ended turns that agents still work on; a start looks through them, too. */
  public static String ended(String conversationId) {
    return TURNS + conversationId + ENDED;
  }

  public static String header(String conversationId) {
    return conversationId + "/header";
  }

  public static String baseline(String conversationId) {
    return conversationId + "/baseline";
  }

  /** What was before the last turn. */
  public static String before(String conversationId) {
    return conversationId + "/before";
  }

  /** What the person thinks of replies and versions. */
  public static String feedback(String conversationId) {
    return conversationId + "/feedback";
  }

  /** Whose work a reply is; ids are hashed to one length. */
  public static String work(String conversationId, String messageId) {
    return conversationId + "/j/" + EventIds.of(messageId, "judged");
  }

  public static String progress(String conversationId) {
    return conversationId + "/progress";
  }

  public static String queue(String conversationId) {
    return conversationId + "/queue";
  }

  /** What an agent found out in a turn. */
  public static String finding(String conversationId, String turnId, String agent) {
    return conversationId + "/n/" + turnId + "/" + agent;
  }

  /** An ended turn as agents get it, because one is still to be asked. */
  public static String turnRecord(String conversationId, String turnId) {
    return conversationId + "/t/" + turnId;
  }

  /** What a declared agent has answered. */
  public static String result(String conversationId, KeptResults.KeptResult result) {
    return conversationId + "/o/" + result.agent() + "/" + hex(result.turnNumber());
  }

  public static String message(String conversationId, long number) {
    return conversationId + "/m/" + hex(number);
  }

  public static String article(String conversationId, int version) {
    return conversationId + "/a/" + hex(version);
  }

  /** What is kept of a version of the article beside its text. */
  public static String version(String conversationId, int version) {
    return conversationId + "/v/" + hex(version);
  }

  public static String frame(String conversationId, long sequence) {
    return conversationId + "/f/" + hex(sequence);
  }

  /** Says that a message was taken; clients choose the ids, so they are hashed to one length. */
  public static String messageId(String conversationId, String messageId) {
    return conversationId + "/i/" + EventIds.of(messageId, "message");
  }

  /** Says that a turn was begun or waits. */
  public static String turnId(String conversationId, String turnId) {
    return conversationId + "/r/" + turnId;
  }

  private static String hex(long number) {
    return HexFormat.of().toHexDigits(number);
  }
}
