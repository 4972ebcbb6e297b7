package io.quillmesh.generator;

import io.quillmesh.markdown.Markdown;

/** An article's title: its first heading, or else how it begins. */
final class Title {
  private static final int MAX_CHARACTERS = 120;

  private Title() {}

  static String of(String markdown) {
    String heading = Markdown.heading(markdown);
    return shorten(heading.isEmpty() ? Markdown.firstLine(markdown) : heading);
  }

  private static String shorten(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_CHARACTERS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS - 1)).strip() + "…";
  }
}
