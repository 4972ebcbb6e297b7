package io.quillmesh.gateway.docx;

import io.quillmesh.markdown.output.ReadText;
import io.quillmesh.markdown.tree.Footnote;
import io.quillmesh.markdown.tree.Formula;
import io.quillmesh.markdown.tree.Raised;
import io.quillmesh.markdown.tree.Struck;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.VerticalAlign;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Writes the text of one paragraph, as runs of one look each. */
final class InlineWriter {
  /** An address without a scheme would lead into the folder, or the network, of the reader. */
  private static final Pattern WEB_OR_MAIL =
      Pattern.compile("(?:https?://|mailto:).+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * What an address may not have, by RFC 3986; a per cent sign is taken for what it is there for.
   */
  private static final Pattern NOT_IN_ADDRESSES =
      Pattern.compile("[^A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})");

  private final XWPFParagraph paragraph;
  private int emphases;
  private int strong;
  private int struck;

  /** The outermost link, and its address; links within links are text. */
  private @Nullable Node link;

  private @Nullable String address;

  /** An image contains only its text, which has been written already. */
  private @Nullable Image image;

  InlineWriter(XWPFParagraph paragraph) {
    this.paragraph = paragraph;
  }

  void enter(Node node) {
    if (image != null) {
      return;
    }
    switch (node) {
      case Text text -> text(text.getLiteral());
      case Code code -> styled(code.getLiteral(), "CodeText");
      case Formula formula -> text(formula.source);
      case Footnote footnote ->
          run("[" + footnote.label + "]").setSubscript(VerticalAlign.SUPERSCRIPT);
      case Raised raised ->
          run(raised.text)
              .setSubscript(
                  raised.tag.equals("sub") ? VerticalAlign.SUBSCRIPT : VerticalAlign.SUPERSCRIPT);
      case SoftLineBreak _, HardLineBreak _ -> run("").addBreak();
      case Emphasis _ -> emphases++;
      case StrongEmphasis _ -> strong++;
      case Struck _ -> struck++;
      case Link found -> open(found, found.getDestination());
      case Image found -> image(found);
      default -> {}
    }
  }

  void leave(Node node) {
    if (image != null) {
      image = image == node ? null : image;
      return;
    }
    switch (node) {
      case Emphasis _ -> emphases--;
      case StrongEmphasis _ -> strong--;
      case Struck _ -> struck--;
      case Link _ -> close(node);
      default -> {}
    }
  }

  /** An image is never loaded: its text is a link to it. */
  private void image(Image found) {
    String alternative = ReadText.of(found).strip();
    open(found, found.getDestination());
    text(alternative.isEmpty() ? found.getDestination() : alternative);
    close(found);
    image = found;
  }

  private void open(Node node, String destination) {
    if (link == null) {
      link = node;
      address = WEB_OR_MAIL.matcher(destination).matches() ? encoded(destination) : null;
    }
  }

  private void close(Node node) {
    if (link == node) {
      link = null;
      address = null;
    }
  }

  /** Addresses are kept as they were written, so they may have characters that need a code. */
  private static String encoded(String destination) {
    return NOT_IN_ADDRESSES
        .matcher(Characters.allowed(destination))
        .replaceAll(found -> UriUtils.encode(found.group(), "UTF-8"));
  }

  void text(String text) {
    styled(text, address == null ? null : "Hyperlink");
  }

  private void styled(String text, @Nullable String style) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      XWPFRun run = run(lines[i]);
      if (style != null) {
        run.setStyle(style);
      }
      if (i < lines.length - 1) {
        run.addBreak();
      }
    }
  }

  private XWPFRun run(String text) {
    XWPFRun run = address == null ? paragraph.createRun() : paragraph.createHyperlinkRun(address);
    run.setText(Characters.allowed(text));
    if (emphases > 0) {
      run.setItalic(true);
    }
    if (strong > 0) {
      run.setBold(true);
    }
    if (struck > 0) {
      run.setStrikeThrough(true);
    }
    return run;
  }
}
