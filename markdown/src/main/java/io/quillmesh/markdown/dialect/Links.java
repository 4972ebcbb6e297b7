package io.quillmesh.markdown.dialect;

import io.quillmesh.markdown.tree.Footnote;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/** Decides which brackets are links: to web pages, to mailboxes, and to pages of the same site. */
final class Links implements LinkProcessor {
  /** A scheme that is known to be harmless, or no scheme. */
  private static final Pattern SAFE =
      Pattern.compile("(?:https?:|mailto:|[^:/?#]*(?:[/?#]|$))", Pattern.CASE_INSENSITIVE);

  private static final Pattern FOOTNOTE = Pattern.compile("\\^([\\p{L}\\p{N}_-]{1,40})");

  /** Brackets that are not links. Their content is read like any other text. */
  static final class NoLink extends CustomNode {
    final String opening;

    NoLink(String opening) {
      this.opening = opening;
    }
  }

  @Override
  public @Nullable LinkResult process(LinkInfo link, Scanner scanner, InlineParserContext context) {
    boolean isImage = link.marker() != null;
    Matcher footnote = FOOTNOTE.matcher(link.text());
    if (footnote.matches() && (!isImage || link.destination() == null)) {
      return LinkResult.replaceWith(new Footnote(footnote.group(1)), link.afterTextBracket());
    }
    if (link.destination() != null && !SAFE.matcher(link.destination()).lookingAt()) {
      LinkResult none =
          LinkResult.wrapTextIn(new NoLink(isImage ? "![" : "["), link.afterTextBracket());
      return isImage ? none.includeMarker() : none;
    }
    return LinkResult.none();
  }
}
