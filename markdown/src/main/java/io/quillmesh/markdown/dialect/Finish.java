package io.quillmesh.markdown.dialect;

import io.quillmesh.markdown.tree.Walk;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/**
 * Does the work that the parser leaves over.
 *
 * @param source what was parsed
 */
record Finish(String source) implements Walk {
  private static final Pattern TICK = Pattern.compile("\\[([ xX])\\](?=[ \\t])");

  @Override
  public void enter(Node node) {
    Node child = node.getFirstChild();
    while (child != null) {
      child = child instanceof Links.NoLink noLink ? unwrap(noLink) : child.getNext();
    }
    Emphases.process(node);
    if (node instanceof Heading || node instanceof TableCell) {
      trim(node);
    }
    if (node instanceof ListItem item
        && item.getFirstChild() instanceof Paragraph paragraph
        && paragraph.getFirstChild() instanceof Text text) {
      tick(text);
    } else if (node instanceof TableRow row && row.getParent() instanceof TableBody) {
      addCells(row);
    }
  }

  /** Replaces the brackets by their content, and returns the content's first node. */
  private static Node unwrap(Links.NoLink noLink) {
    Node first = new Text(noLink.opening);
    noLink.insertBefore(first);
    for (Node child = noLink.getFirstChild(); child != null; child = noLink.getFirstChild()) {
      noLink.insertBefore(child);
    }
    noLink.insertBefore(new Text("]"));
    noLink.unlink();
    return first;
  }

  private static void tick(Text text) {
    String literal = text.getLiteral();
    Matcher tick = TICK.matcher(literal);
    if (tick.lookingAt() && (!literal.substring(tick.end()).isBlank() || text.getNext() != null)) {
      text.setLiteral((tick.group(1).equals(" ") ? "☐" : "☑") + literal.substring(tick.end()));
    }
  }

  /** Full-width spaces are part of a paragraph's text, but not of a heading's or a cell's. */
  private static void trim(Node node) {
    if (node.getFirstChild() instanceof Text first) {
      first.setLiteral(first.getLiteral().replaceFirst("^[\\s\\u00a0\\u3000]++", ""));
    }
    if (node.getLastChild() instanceof Text last) {
      last.setLiteral(last.getLiteral().replaceFirst("[\\s\\u00a0\\u3000]++$", ""));
    }
  }

  /** A row may have more cells than the head. The parser drops them. */
  private void addCells(TableRow row) {
    int columns = 0;
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      columns++;
    }
    for (SourceSpan span : row.getSourceSpans()) {
      int start = span.getInputIndex();
      String rest = cellsAfter(columns, source.substring(start, start + span.getLength()).strip());
      if (!rest.isEmpty()) {
        row.getLastChild().appendChild(new Text(" | " + rest));
      }
    }
  }

  /** The rest of a row after so many cells. */
  private static String cellsAfter(int columns, String row) {
    int pipes = row.startsWith("|") ? -1 : 0;
    for (int i = 0; i < row.length(); i++) {
      if (row.charAt(i) == '|' && (i == 0 || row.charAt(i - 1) != '\\')) {
        pipes++;
      }
      if (pipes == columns) {
        String rest = row.substring(i + 1).strip();
        return rest.endsWith("|") ? rest.substring(0, rest.length() - 1).strip() : rest;
      }
    }
    return "";
  }
}
