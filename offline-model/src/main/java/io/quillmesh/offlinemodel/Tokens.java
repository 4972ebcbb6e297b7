package io.quillmesh.offlinemodel;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Cuts a text into pieces that are about as long as a model's tokens; joined they are the text
 * again.
 */
final class Tokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]{1,2}|[\\p{L}\\p{N}\\p{M}'’]{1,12}|\\S)|\\s+");

  private static final int CHARACTERS_PER_TOKEN = 4;

  private Tokens() {}

  static List<String> of(String text) {
    return TOKEN.matcher(text).results().map(MatchResult::group).toList();
  }

  /** About as many tokens as a text has; much cheaper than cutting it, for prompts are long. */
  static int estimate(String text) {
    int wide = (int) text.chars().filter(c -> c >= 0x2e80).count();
    return wide / 2 + (text.length() - wide + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }
}
