package io.quillmesh.generator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An article's title: its first heading, or else how it begins. */
final class Title {
  private static final int MAX_CHARACTERS = 120;

  private static final Pattern HEADING = Pattern.compile("(?m)^ {0,3}#[ \\t]+(\\S.*)$");
  private static final Pattern CLOSING_HASHES = Pattern.compile("\\s+#+\\s*$");

  /** What marks text up within a line, and what may begin a line. */
  private static final Pattern MARKUP = Pattern.compile("^[#>\\-+\\s]+|[*_`]");

  private Title() {}

  static String of(String markdown) {
    Matcher heading = HEADING.matcher(markdown);
    if (heading.find()) {
      String title = plain(CLOSING_HASHES.matcher(heading.group(1)).replaceFirst(""));
      if (!title.isEmpty()) {
        return title;
      }
    }
    return markdown
        .lines()
        .map(Title::plain)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String plain(String line) {
    String text = MARKUP.matcher(line).replaceAll("").strip();
    if (text.codePointCount(0, text.length()) <= MAX_CHARACTERS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS - 1)).strip() + "…";
  }
}
