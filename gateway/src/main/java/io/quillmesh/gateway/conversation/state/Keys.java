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

  private Keys() {}

  /** Before the first key of a running turn. */
  public static String turnsFrom() {
    return TURNS;
  }

  /** After the last key of a running turn. */
  public static String turnsTo() {
    return "!turn0";
  }

  /** The conversation whose running turn is kept under this key. */
  public static String conversationOfTurn(String key) {
    return key.substring(TURNS.length());
  }

  /** Before the first key of a conversation, its running turn apart. */
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

  public static String header(String conversationId) {
    return conversationId + "/header";
  }

  public static String baseline(String conversationId) {
    return conversationId + "/baseline";
  }

  public static String progress(String conversationId) {
    return conversationId + "/progress";
  }

  public static String queue(String conversationId) {
    return conversationId + "/queue";
  }

  /** What an agent found out in the running turn. */
  public static String finding(String conversationId, String agent) {
    return conversationId + "/n/" + agent;
  }

  public static String message(String conversationId, long number) {
    return conversationId + "/m/" + hex(number);
  }

  public static String article(String conversationId, int version) {
    return conversationId + "/a/" + hex(version);
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
