package io.quillmesh.markdown;

import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * The Markdown of articles and replies, as docs/markdown.md describes it. The page reads the same
 * dialect ({@code dialect.mjs}), so that people see, export and count the same.
 */
public final class Markdown {
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

  /** The text of the first heading that has text; empty if there is none. */
  public static String heading(String markdown) {
    Node document = Dialect.parse(markdown);
    for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
      String text = block instanceof Heading ? ReadText.of(block).strip() : "";
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** The first line that has text, without marks; empty if there is none. */
  public static String firstLine(String markdown) {
    return ReadText.of(Dialect.parse(markdown))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }
}
