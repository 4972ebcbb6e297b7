package io.quillmesh.markdown.dialect;

import io.quillmesh.markdown.tree.Walk;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads the dialect. {@code dialect.mjs} does the same, part by part. */
public final class Dialect {
  /**
   * The deepest nesting of blocks. Deeper blocks are text: nobody writes them, and the call stack
   * is limited.
   */
  private static final int MAX_DEPTH = 50;

  /**
   * A code point that no text may have. With it the parser does not read {@code [label]: text} as
   * the definition of a link, which would not be shown.
   */
  public static final String RESERVED = "\ufdd0";

  /** In this order: a line of hyphens below a paragraph makes it a heading. */
  private static final Set<Class<? extends Block>> BLOCKS =
      new LinkedHashSet<>(
          List.of(
              BlockQuote.class,
              Heading.class,
              FencedCodeBlock.class,
              ThematicBreak.class,
              ListBlock.class));

  private static final Parser PARSER =
      Parser.builder()
          .enabledBlockTypes(BLOCKS)
          .maxOpenBlockParsers(MAX_DEPTH)
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .customBlockParserFactory(new FormulaBlock.Factory())
          .customBlockParserFactory(new Tables())
          .customInlineContentParserFactory(new Marks.Factory())
          .customInlineContentParserFactory(new FormulaParser())
          .customInlineContentParserFactory(new AddressParser())
          .customInlineContentParserFactory(new PointedParser())
          .linkProcessor(new Links())
          .build();

  private Dialect() {}

  public static Node parse(String markdown) {
    String source = markdown.replace(RESERVED, "").replace("]:", "]" + RESERVED + ":");
    Node document = PARSER.parse(source);
    Walk.through(document, new Finish(source));
    return document;
  }
}
