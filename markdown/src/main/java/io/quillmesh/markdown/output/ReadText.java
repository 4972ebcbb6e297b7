package io.quillmesh.markdown.output;

import io.quillmesh.markdown.dialect.Dialect;
import io.quillmesh.markdown.tree.Formula;
import io.quillmesh.markdown.tree.Raised;
import io.quillmesh.markdown.tree.Walk;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * The words of a text as people read them: without marks, addresses of links, and the numbers of
 * lists and footnotes. Each block, cell and line is a line.
 */
public final class ReadText implements Walk {
  private final StringBuilder text = new StringBuilder();

  public static String of(Node node) {
    ReadText read = new ReadText();
    Walk.through(node, read);
    return read.text.toString().replace(Dialect.RESERVED, "");
  }

  @Override
  public void enter(Node node) {
    switch (node) {
      case Text found -> text.append(found.getLiteral());
      case Code code -> text.append(code.getLiteral());
      case FencedCodeBlock code -> text.append(code.getLiteral());
      case Formula formula -> text.append(formula.source);
      case Raised raised -> text.append(raised.text);
      case SoftLineBreak _, HardLineBreak _ -> text.append('\n');
      case Image image when image.getFirstChild() == null -> text.append(image.getDestination());
      default -> {}
    }
  }

  @Override
  public void leave(Node node) {
    if (node instanceof Block || node instanceof TableCell) {
      text.append('\n');
    }
  }
}
