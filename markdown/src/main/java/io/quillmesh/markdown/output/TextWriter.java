package io.quillmesh.markdown.output;

import io.quillmesh.markdown.dialect.Dialect;
import io.quillmesh.markdown.tree.Footnote;
import io.quillmesh.markdown.tree.Formula;
import io.quillmesh.markdown.tree.FormulaParagraph;
import io.quillmesh.markdown.tree.Raised;
import io.quillmesh.markdown.tree.Walk;
import java.util.ArrayDeque;
import java.util.Deque;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/** Writes plain text: blocks with a blank line between them, lists with their numbers. */
public final class TextWriter implements Walk {
  private final StringBuilder text = new StringBuilder();

  /** The numbers of the next items of the enclosing lists; 0 for bullets. */
  private final Deque<Integer> numbers = new ArrayDeque<>();

  private int links;

  public static String write(Node document) {
    TextWriter writer = new TextWriter();
    Walk.through(document, writer);
    return writer.text.toString().replace(Dialect.RESERVED, "").strip();
  }

  @Override
  public void enter(Node node) {
    switch (node) {
      case Text found -> text.append(found.getLiteral());
      case Code code -> text.append(code.getLiteral());
      case FencedCodeBlock code -> {
        indent();
        text.append(code.getLiteral().stripTrailing().replace("\n", "\n" + indentation()));
      }
      case Formula formula -> text.append(formula.source);
      case Raised raised -> text.append(raised.text);
      case Footnote footnote -> text.append('[').append(footnote.label).append(']');
      case SoftLineBreak _, HardLineBreak _ -> {
        text.append('\n');
        indent();
      }
      case ThematicBreak _ -> text.append("***");
      case Image image when image.getFirstChild() == null -> text.append(image.getDestination());
      case Link _ -> links++;
      case OrderedList list ->
          numbers.push(list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber());
      case ListBlock _ -> numbers.push(-1);
      case ListItem _ -> item();
      case Paragraph _, FormulaParagraph _, Heading _ -> indent();
      case TableCell cell when cell.getPrevious() != null -> text.append(" | ");
      default -> {}
    }
  }

  @Override
  public void leave(Node node) {
    switch (node) {
      case Link link -> {
        if (--links == 0) {
          address(link.getDestination());
        }
      }
      case Image image when links == 0 && image.getFirstChild() != null ->
          address(image.getDestination());
      case ListBlock _ -> {
        numbers.pop();
        end(node);
      }
      case ListItem _, TableRow _ -> line();
      case Paragraph _,
          FormulaParagraph _,
          Heading _,
          FencedCodeBlock _,
          ThematicBreak _,
          TableBlock _ ->
          end(node);
      default -> {}
    }
  }

  private void address(String destination) {
    String shown = destination.replaceFirst("^(?:http://|mailto:)", "");
    if (text.lastIndexOf(shown) != text.length() - shown.length()) {
      text.append(" (").append(destination).append(')');
    }
  }

  private void item() {
    line();
    text.append("  ".repeat(numbers.size() - 1));
    int number = numbers.pop();
    text.append(number < 0 ? "- " : number + ". ");
    numbers.push(number < 0 ? number : number + 1);
  }

  /** Ends a block, with a blank line after it unless the enclosing list is tight. */
  private void end(Node node) {
    line();
    boolean isTight =
        node.getParent() instanceof ListItem item
            && item.getParent() instanceof ListBlock list
            && list.isTight();
    if (!isTight) {
      text.append('\n');
    }
  }

  private void indent() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) == '\n') {
      text.append(indentation());
    }
  }

  private String indentation() {
    return "  ".repeat(numbers.size());
  }

  private void line() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }
}
