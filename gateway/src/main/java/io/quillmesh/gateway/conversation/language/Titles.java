package io.quillmesh.gateway.conversation.language;

import io.quillmesh.markdown.Markdown;

/** Titles that no person gave. */
public final class Titles {
  private static final int MAX_CHARACTERS = 60;

  private Titles() {}

  /** A message's first line, shortened. */
  public static String ofMessage(String message) {
    return Markdown.shorten(message.strip().lines().findFirst().orElse(""), MAX_CHARACTERS);
  }
}
