package io.quillmesh.markdown.dialect;

import io.quillmesh.markdown.tree.Formula;
import io.quillmesh.markdown.tree.FormulaParagraph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.Block;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * Lines from {@code $$} to {@code $$} or from {@code \[} to {@code \]}. A blank line also ends
 * them, and then they are a paragraph.
 */
final class FormulaBlock extends AbstractBlockParser {
  private final FormulaParagraph block = new FormulaParagraph();
  private final List<SourceLine> lines = new ArrayList<>();
  private final String mark;
  private boolean isClosed;

  private FormulaBlock(String mark) {
    this.mark = mark;
  }

  @Override
  public Block getBlock() {
    return block;
  }

  @Override
  public @Nullable BlockContinue tryContinue(ParserState state) {
    return isClosed || state.isBlank()
        ? BlockContinue.none()
        : BlockContinue.atIndex(state.getNextNonSpaceIndex());
  }

  @Override
  public void addLine(SourceLine line) {
    isClosed = closes(line.getContent().toString(), lines.isEmpty() ? 2 : 0);
    lines.add(line);
  }

  private static String withoutTrailingSpaces(String line) {
    return line.replaceFirst("[ \\t]++$", "");
  }

  private boolean closes(String line, int from) {
    String text = withoutTrailingSpaces(line);
    return text.length() >= from + mark.length() && text.endsWith(mark);
  }

  @Override
  public void parseInlines(InlineParser inlineParser) {
    if (isClosed) {
      block.appendChild(
          new Formula(
              lines.stream()
                  .map(line -> line.getContent().toString())
                  .collect(Collectors.joining("\n"))
                  .stripTrailing()));
    } else {
      inlineParser.parse(SourceLines.of(lines), block);
    }
  }

  /** Recognises the beginning of a formula. */
  static final class Factory extends AbstractBlockParserFactory {
    @Override
    public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      if (state.getIndent() > 3) {
        return BlockStart.none();
      }
      int index = state.getNextNonSpaceIndex();
      CharSequence content = state.getLine().getContent();
      String line = content.subSequence(index, content.length()).toString().stripTrailing();
      String mark = line.startsWith("$$") ? "$$" : line.startsWith("\\[") ? "\\]" : null;
      if (mark == null) {
        return BlockStart.none();
      }
      int closing = line.indexOf(mark, 2);
      return closing >= 0 && closing != line.length() - 2
          ? BlockStart.none()
          : BlockStart.of(new FormulaBlock(mark)).atIndex(index);
    }
  }
}
