package io.quillmesh.markdown;

import io.quillmesh.markdown.dialect.Dialect;
import io.quillmesh.markdown.output.HtmlWriter;
import io.quillmesh.markdown.output.ReadText;
import io.quillmesh.markdown.output.TextWriter;
import java.text.BreakIterator;
import java.util.Locale;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * The Markdown of articles and replies, as docs/markdown.md describes it. The page reads the same
 * dialect ({@code dialect.mjs}), so that people see, export and count the same.
 */
public final class Markdown {
  private static final int MAX_TITLE = 120;

  private Markdown() {}

  /**
   * As HTML, block by block, without a page around it. It is safe to show: all tags are the
   * dialect's own, tags of the text are text, and links lead only to web pages and mailboxes.
   */
  public static String toHtml(String markdown) {
    return HtmlWriter.write(Dialect.parse(markdown));
  }

  /** As text without any marks. The addresses of links come after their text. */
  public static String toText(String markdown) {
    return TextWriter.write(Dialect.parse(markdown));
  }

  /**
   * An article's title: its first heading that has text, or else its first line that does, without
   * marks and with at most 120 characters as a reader counts them; empty when there is no text.
   */
  public static String title(String markdown) {
    Node document = Dialect.parse(markdown);
    String heading = heading(document);
    return shorten(heading.isEmpty() ? firstLine(document) : heading, MAX_TITLE);
  }

  /** The text of the first heading that has one; empty when there is none. */
  static String heading(String markdown) {
    return heading(Dialect.parse(markdown));
  }

  private static String heading(Node document) {
    for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
      String text = block instanceof Heading ? ReadText.of(block).strip() : "";
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private static String firstLine(Node document) {
    return ReadText.of(document)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** At most so many characters, the mark of what is left out included: none is cut in two. */
  public static String shorten(String text, int max) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int end = characters.next(max);
    if (end == BreakIterator.DONE || end >= text.length()) {
      return text;
    }
    return text.substring(0, characters.previous()).strip() + "…";
  }
}
