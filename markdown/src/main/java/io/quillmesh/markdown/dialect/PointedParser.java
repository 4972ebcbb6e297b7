package io.quillmesh.markdown.dialect;

import io.quillmesh.markdown.tree.Raised;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Angle brackets contain text, except for addresses and the three tags for which Markdown has no
 * marks.
 */
final class PointedParser implements InlineRule {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://|mailto:)\\S+", Pattern.CASE_INSENSITIVE);
  private static final Pattern EMAIL =
      Pattern.compile(
          "[a-z0-9.!#$%&'*+/=?^_`{|}~-]++@[a-z0-9-]++(?:\\.[a-z0-9-]++)*+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LINE_BREAK = Pattern.compile("br ?/?", Pattern.CASE_INSENSITIVE);

  @Override
  public Set<Character> getTriggerCharacters() {
    return Set.of('<');
  }

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position afterBracket = scanner.position();
    String inside = until('>', scanner);
    Node node = inside == null ? null : read(inside, scanner);
    return node == null
        ? ParsedInline.of(new Text("<"), afterBracket)
        : ParsedInline.of(node, scanner.position());
  }

  private static @Nullable Node read(String inside, Scanner scanner) {
    if (inside.equals("sub") || inside.equals("sup")) {
      String text = until('<', scanner);
      return text != null && !text.isEmpty() && scanner.next("/" + inside + ">")
          ? new Raised(inside, text)
          : null;
    }
    Matcher lineBreak = LINE_BREAK.matcher(inside);
    if (lineBreak.matches()) {
      return new HardLineBreak();
    }
    if (ADDRESS.matcher(inside).matches()) {
      return link(inside, inside);
    }
    return EMAIL.matcher(inside).matches() ? link("mailto:" + inside, inside) : null;
  }

  private static Link link(String destination, String text) {
    Link link = new Link(destination, null);
    link.appendChild(new Text(text));
    return link;
  }

  /** The text before this bracket, if it is the next bracket and in the same line. */
  private static @Nullable String until(char bracket, Scanner scanner) {
    StringBuilder text = new StringBuilder();
    while (scanner.hasNext()) {
      char c = scanner.peek();
      scanner.next();
      if (c == bracket) {
        return text.toString();
      }
      if (c == '<' || c == '>' || c == '\n') {
        return null;
      }
      text.append(c);
    }
    return null;
  }
}
