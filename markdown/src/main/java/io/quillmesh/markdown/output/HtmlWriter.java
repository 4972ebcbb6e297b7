package io.quillmesh.markdown.output;

import io.quillmesh.markdown.dialect.Dialect;
import io.quillmesh.markdown.tree.Footnote;
import io.quillmesh.markdown.tree.Formula;
import io.quillmesh.markdown.tree.FormulaParagraph;
import io.quillmesh.markdown.tree.Raised;
import io.quillmesh.markdown.tree.Struck;
import io.quillmesh.markdown.tree.Walk;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
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
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Writes HTML in the same form as the page's library. */
public final class HtmlWriter implements Walk {
  private final StringBuilder html = new StringBuilder();

  /** Links within links are text. */
  private int links;

  /** An image contains only its text, which has been written already. */
  private @Nullable Node image;

  private HtmlWriter() {}

  public static String write(Node document) {
    HtmlWriter writer = new HtmlWriter();
    Walk.through(document, writer);
    return writer.html.toString();
  }

  @Override
  public void enter(Node node) {
    if (image != null) {
      return;
    }
    switch (node) {
      case Document _ -> {}
      case Text text -> text(text.getLiteral());
      case SoftLineBreak _, HardLineBreak _ -> html.append("<br />\n");
      case Code code -> html.append("<code>").append(escaped(code.getLiteral())).append("</code>");
      case Formula formula ->
          html.append(escaped(formula.source).replaceAll("[ \\t]*+\\n[ \\t]*+", "<br />\n"));
      case Footnote footnote ->
          html.append("<sup>[").append(escaped(footnote.label)).append("]</sup>");
      case Raised raised -> {
        tag(raised.tag);
        text(raised.text);
        tag("/" + raised.tag);
      }
      case Image found -> image(found);
      case Link link -> {
        if (links++ == 0) {
          link(link.getDestination(), link.getTitle());
        }
      }
      case FencedCodeBlock code -> {
        line();
        html.append("<pre><code>")
            .append(escaped(code.getLiteral().replaceFirst("[ \\t\\n]++$", "")))
            .append("</code></pre>\n");
      }
      case ThematicBreak _ -> {
        line();
        html.append("<hr />\n");
      }
      case Paragraph _, FormulaParagraph _ when isTight(node) -> {}
      case OrderedList list -> {
        line();
        Integer start = list.getMarkerStartNumber();
        html.append(
            start == null || start == 1 ? "<ol>\n" : "<ol start=\"%d\">\n".formatted(start));
      }
      case TableCell cell -> {
        line();
        TableCell.Alignment alignment = cell.getAlignment();
        html.append('<').append(name(cell));
        if (alignment != null) {
          html.append(
              switch (alignment) {
                case LEFT -> " align=\"left\"";
                case CENTER -> " align=\"center\"";
                case RIGHT -> " align=\"right\"";
              });
        }
        html.append('>');
      }
      default -> {
        if (isBlock(node)) {
          line();
        }
        tag(name(node));
        if (isContainer(node)) {
          line();
        }
      }
    }
  }

  @Override
  public void leave(Node node) {
    if (image != null) {
      image = image == node ? null : image;
      return;
    }
    switch (node) {
      case Link _ -> {
        if (--links == 0) {
          tag("/a");
        }
      }
      case Paragraph _, FormulaParagraph _ when isTight(node) -> {}
      case Paragraph _,
          FormulaParagraph _,
          Heading _,
          BlockQuote _,
          ListBlock _,
          ListItem _,
          TableBlock _,
          TableHead _,
          TableBody _,
          TableRow _,
          TableCell _ -> {
        if (isContainer(node)) {
          line();
        }
        tag("/" + name(node));
        line();
      }
      case Emphasis _, StrongEmphasis _, Struck _ -> tag("/" + name(node));
      default -> {}
    }
  }

  private static String name(Node node) {
    return switch (node) {
      case Paragraph _, FormulaParagraph _ -> "p";
      case Heading heading -> "h" + heading.getLevel();
      case BlockQuote _ -> "blockquote";
      case BulletList _ -> "ul";
      case OrderedList _ -> "ol";
      case ListItem _ -> "li";
      case TableBlock _ -> "table";
      case TableHead _ -> "thead";
      case TableBody _ -> "tbody";
      case TableRow _ -> "tr";
      case TableCell cell -> cell.isHeader() ? "th" : "td";
      case Emphasis _ -> "em";
      case StrongEmphasis _ -> "strong";
      case Struck _ -> "del";
      default -> throw new IllegalArgumentException("no tag for " + node);
    };
  }

  private static boolean isBlock(Node node) {
    return !(node instanceof Emphasis || node instanceof StrongEmphasis || node instanceof Struck);
  }

  private static boolean isContainer(Node node) {
    return switch (node) {
      case BlockQuote _, ListBlock _, TableBlock _, TableHead _, TableBody _, TableRow _ -> true;
      default -> false;
    };
  }

  private static boolean isTight(Node paragraph) {
    Node parent = paragraph.getParent();
    return parent instanceof ListItem
        && parent.getParent() instanceof ListBlock list
        && list.isTight();
  }

  /** An image is never loaded: its text is a link to it. */
  private void image(Image found) {
    image = found;
    String alternative = ReadText.of(found).strip();
    String text = alternative.isEmpty() ? found.getDestination() : alternative;
    if (links > 0) {
      text(text);
      return;
    }
    link(found.getDestination(), null);
    text(text);
    tag("/a");
  }

  private void link(String destination, @Nullable String title) {
    html.append("<a href=\"").append(escaped(destination)).append('"');
    if (title != null && !title.isEmpty()) {
      html.append(" title=\"").append(escaped(title)).append('"');
    }
    html.append('>');
  }

  private void text(String text) {
    html.append(escaped(text));
  }

  private void tag(String name) {
    html.append('<').append(name).append('>');
  }

  private void line() {
    if (!html.isEmpty() && html.charAt(html.length() - 1) != '\n') {
      html.append('\n');
    }
  }

  private static String escaped(String text) {
    return text.replace(Dialect.RESERVED, "")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
