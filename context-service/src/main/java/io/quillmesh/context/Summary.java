package io.quillmesh.context;

import io.quillmesh.writing.Cut;
import java.util.Set;

/** Keeps the rolling summary within its bound: it is part of every event of every later turn. */
final class Summary {
  /**
   * In UTF-16 units; about 300 English words. The prompt asks for this, and {@link #bounded}
   * enforces it.
   */
  static final int MAX_CHARACTERS = 2_000;

  private static final Set<Character> SENTENCE_ENDS = Set.of('.', '!', '?', '。', '！', '？', '\n');

  private Summary() {}

  /** The summary itself, or as many of its first sentences as fit. */
  static String bounded(String summary) {
    return bounded(summary.strip(), MAX_CHARACTERS);
  }

  static String bounded(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    for (int end = characters; end > characters / 2; end--) {
      if (endsSentence(text, end)) {
        return text.substring(0, end).strip();
      }
    }
    // One endless sentence.
    return Cut.beginning(text, characters - 1).strip() + "…";
  }

  private static boolean endsSentence(String text, int end) {
    char last = text.charAt(end - 1);
    // "3.5" and "e.g.," end nothing; Chinese has no spaces after its marks.
    return SENTENCE_ENDS.contains(last)
        && (last > 0x7f || Character.isWhitespace(text.charAt(end)));
  }
}
