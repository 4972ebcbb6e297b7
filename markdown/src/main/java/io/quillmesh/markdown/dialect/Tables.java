package io.quillmesh.markdown.dialect;

import java.util.List;
import org.commonmark.ext.gfm.tables.internal.TableBlockParser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the beginning of a table. The library also accepts a head with fewer cells than the
 * line below it. GitHub and the page do not.
 */
final class Tables extends AbstractBlockParserFactory {
  private final TableBlockParser.Factory library = new TableBlockParser.Factory();

  @Override
  public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
    CharSequence line = state.getLine().getContent();
    int index = state.getNextNonSpaceIndex();
    List<SourceLine> above = matched.getParagraphLines().getLines();
    return state.getIndent() <= 3
            && "|-:".indexOf(line.charAt(index)) >= 0
            && !above.isEmpty()
            && cells(above.getLast().getContent()) == cells(line.subSequence(index, line.length()))
        ? library.tryStart(state, matched)
        : BlockStart.none();
  }

  /** How many cells a row has. */
  private static int cells(CharSequence line) {
    String row = line.toString().strip();
    int cells = 1;
    for (int i = 1; i < row.length() - 1; i++) {
      cells += row.charAt(i) == '|' && row.charAt(i - 1) != '\\' ? 1 : 0;
    }
    return row.isEmpty() || row.equals("|") ? 0 : cells;
  }
}
