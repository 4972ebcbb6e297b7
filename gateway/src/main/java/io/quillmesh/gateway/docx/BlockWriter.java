package io.quillmesh.gateway.docx;

import io.quillmesh.markdown.tree.FormulaParagraph;
import io.quillmesh.markdown.tree.Walk;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;

/** Writes the blocks of a text as paragraphs and tables, one after the other. */
final class BlockWriter implements Walk {
  /** Of one level of a list or a quotation, in twentieths of a point: as in the styles. */
  static final int INDENTATION = 420;

  private final XWPFDocument document;
  private final ListNumbers lists;
  private int quotes;

  /** Filled without the library's own rows: each looks through all that are there. */
  private @Nullable CTTbl table;

  private @Nullable CTRow row;
  private @Nullable InlineWriter inline;

  BlockWriter(XWPFDocument document, ListNumbers lists) {
    this.document = document;
    this.lists = lists;
  }

  @Override
  public void enter(Node node) {
    switch (node) {
      case Heading heading -> inline(styled("Heading" + heading.getLevel()));
      case Paragraph _, FormulaParagraph _ -> inline(styled(quotes > 0 ? "Quote" : null));
      case BlockQuote _ -> quotes++;
      case ListBlock list -> lists.begin(list);
      case ListItem item -> {
        lists.item();
        if (item.getFirstChild() == null) {
          lists.place(document.createParagraph());
        }
      }
      case FencedCodeBlock code -> code(code.getLiteral().stripTrailing());
      case ThematicBreak _ -> styled("Rule");
      case TableBlock _ -> {
        XWPFTable begun = document.createTable();
        begun.removeRow(0);
        begun.setStyleID("TableGrid");
        begun.setWidth("100%");
        table = begun.getCTTbl();
      }
      case TableRow _ when table != null -> {
        row = table.addNewTr();
        if (node.getParent() instanceof TableHead) {
          row.addNewTrPr().addNewTblHeader();
        }
      }
      case TableCell cell when row != null -> inline(cell(row, cell));
      default -> {
        if (inline != null) {
          inline.enter(node);
        }
      }
    }
  }

  @Override
  public void leave(Node node) {
    switch (node) {
      case Heading _, Paragraph _, FormulaParagraph _, TableCell _ -> inline = null;
      case BlockQuote _ -> quotes--;
      case ListBlock _ -> lists.end();
      case TableBlock _ -> {
        table = null;
        row = null;
        // Two tables in a row would become one.
        document.createParagraph();
      }
      default -> {
        if (inline != null) {
          inline.leave(node);
        }
      }
    }
  }

  private void inline(XWPFParagraph paragraph) {
    inline = new InlineWriter(paragraph);
  }

  private XWPFParagraph styled(@Nullable String style) {
    XWPFParagraph paragraph = document.createParagraph();
    if (style != null) {
      paragraph.setStyle(style);
    }
    lists.place(paragraph);
    if (quotes > 1) {
      paragraph.setIndentationLeft((lists.depth() + quotes) * INDENTATION);
    }
    return paragraph;
  }

  private void code(String text) {
    XWPFParagraph paragraph = styled("Code");
    InlineWriter lines = new InlineWriter(paragraph);
    lines.text(text);
  }

  private XWPFParagraph cell(CTRow row, TableCell cell) {
    XWPFParagraph paragraph = new XWPFParagraph(row.addNewTc().addNewP(), document);
    if (cell.isHeader()) {
      paragraph.setStyle("TableHeading");
    }
    TableCell.Alignment alignment = cell.getAlignment();
    if (alignment != null) {
      paragraph.setAlignment(
          switch (alignment) {
            case LEFT -> ParagraphAlignment.LEFT;
            case CENTER -> ParagraphAlignment.CENTER;
            case RIGHT -> ParagraphAlignment.RIGHT;
          });
    }
    return paragraph;
  }
}
