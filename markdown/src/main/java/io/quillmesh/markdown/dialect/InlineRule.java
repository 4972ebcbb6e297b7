package io.quillmesh.markdown.dialect;

import org.commonmark.node.Node;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** Syntax within a line that needs no state between two positions. */
interface InlineRule extends InlineContentParserFactory, InlineContentParser {

  @Override
  default InlineContentParser create() {
    return this;
  }

  /** The first characters from a position on, as a node. */
  static ParsedInline first(int characters, Position from, Scanner scanner, Node node) {
    scanner.setPosition(from);
    for (int i = 0; i < characters; i++) {
      scanner.next();
    }
    return ParsedInline.of(node, scanner.position());
  }
}
