package io.quillmesh.gateway.conversation.turn;

import io.quillmesh.markdown.Markdown;
import java.text.BreakIterator;
import java.util.Locale;

/** Titles that nobody gave. */
public final class Titles {
  private static final int MAX_CHARACTERS = 60;

  private Titles() {}

  /** A message's first line, shortened. */
  static String ofMessage(String message) {
    return shorten(message.strip().lines().findFirst().orElse(""));
  }

  /** The first heading of a Markdown text; empty when it has none. */
  public static String ofMarkdown(String markdown) {
    return shorten(Markdown.heading(markdown));
  }

  /** At most so many characters as a reader counts them: none is cut in two. */
  static String shorten(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int end = characters.next(MAX_CHARACTERS);
    return end == BreakIterator.DONE || end >= text.length()
        ? text
        : text.substring(0, end).strip() + "…";
  }
}
