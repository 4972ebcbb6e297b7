package io.quillmesh.markdown.dialect;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/**
 * A run of asterisks, underscores or tildes that {@link Emphases} has not processed yet.
 *
 * <p>CommonMark distinguishes opening and closing marks by the spaces and the punctuation around
 * them. Chinese has no spaces, so punctuation counts as a letter if one of the two sides is
 * full-width. The library's parser has no setting for this. So the runs are collected here.
 */
final class Marks extends CustomNode {
  final char mark;
  final int length;
  final boolean canOpen;
  final boolean canClose;

  /** How many marks are not yet part of an emphasis. */
  int left;

  private Marks(char mark, int length, boolean canOpen, boolean canClose) {
    this.mark = mark;
    this.length = length;
    this.left = length;
    this.canOpen = canOpen;
    this.canClose = canClose;
  }

  private static Marks between(int before, char mark, int length, int after) {
    boolean wide = WideCharacters.isBesideWide(before) || WideCharacters.isBesideWide(after);
    boolean spaceBefore = WideCharacters.isSpace(before);
    boolean spaceAfter = WideCharacters.isSpace(after);
    boolean markBefore = WideCharacters.isMark(before);
    boolean markAfter = WideCharacters.isMark(after);
    boolean leftFlanking = !spaceAfter && (!markAfter || spaceBefore || markBefore || wide);
    boolean rightFlanking = !spaceBefore && (!markBefore || spaceAfter || markAfter || wide);
    boolean insideWords = mark != '_';
    // One tilde is a range (20~30). Three are not a mark either.
    boolean counts = mark != '~' || length == 2;
    return new Marks(
        mark,
        length,
        counts
            && leftFlanking
            && (insideWords || !rightFlanking || markBefore || (markAfter && wide)),
        counts
            && rightFlanking
            && (insideWords || !leftFlanking || markAfter || (markBefore && wide)));
  }

  /** Collects the runs. */
  static final class Factory implements InlineRule {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('*', '_', '~');
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
      Scanner scanner = state.scanner();
      int before = scanner.peekPreviousCodePoint();
      char mark = scanner.peek();
      int length = scanner.matchMultiple(mark);
      int after = scanner.peekCodePoint();
      return ParsedInline.of(
          between(orLineEnd(before), mark, length, orLineEnd(after)), scanner.position());
    }

    private static int orLineEnd(int codePoint) {
      return codePoint == Scanner.END ? '\n' : codePoint;
    }
  }
}
