package io.quillmesh.gateway.conversation.feedback;

import io.quillmesh.gateway.conversation.text.Work;

/**
 * What an opinion is about.
 *
 * @param name a message's id, or {@code version/3}; no message's id ends in a number
 * @param version the version; 0 for a message
 * @param work whose it is
 */
public record Judged(String name, int version, Work work) {
  private static final String VERSION = "version/";

  public static Judged version(int version, Work work) {
    return new Judged(name(version), version, work);
  }

  public static Judged message(String messageId, Work work) {
    return new Judged(messageId, 0, work);
  }

  /** How a version of the article is called among messages. */
  private static String name(int version) {
    return VERSION + version;
  }

  static int version(String name) {
    return name.matches(VERSION + "\\d{1,9}")
        ? Integer.parseInt(name.substring(VERSION.length()))
        : 0;
  }
}
