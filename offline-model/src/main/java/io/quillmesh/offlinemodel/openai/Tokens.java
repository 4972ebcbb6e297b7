package io.quillmesh.offlinemodel.openai;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text cut into pieces that are about as long as a model's tokens. Joined, they give the text
 * again. Only their ends are stored, because a thousand streams at once must not need a thousand
 * lists of strings.
 */
public final class Tokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]{1,2}|[\\p{L}\\p{N}\\p{M}'’]{1,12}|\\S)|\\s+");

  private static final int CHARACTERS_PER_TOKEN = 4;

  /** The first character of the East Asian scripts, in which two characters make a token. */
  private static final char FIRST_WIDE = '\u2e80';

  private final String text;
  private final int[] ends;

  private Tokens(String text, int[] ends) {
    this.text = text;
    this.ends = ends;
  }

  public static Tokens of(String text) {
    Matcher matcher = TOKEN.matcher(text);
    return new Tokens(text, matcher.results().mapToInt(result -> result.end()).toArray());
  }

  /**
   * Cuts the text into pieces of about equal length, which never divide a surrogate pair.
   *
   * @param count the number of pieces; there are fewer if the text has fewer characters
   */
  public static Tokens of(String text, int count) {
    int[] ends =
        IntStream.rangeClosed(1, count)
            .map(i -> (int) ((long) i * text.length() / count))
            .map(end -> isInsidePair(text, end) ? end + 1 : end)
            .filter(end -> end > 0)
            .distinct()
            .toArray();
    return new Tokens(text, ends);
  }

  private static boolean isInsidePair(String text, int end) {
    return end > 0
        && end < text.length()
        && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
  }

  public int size() {
    return ends.length;
  }

  public String get(int index) {
    return text.substring(index == 0 ? 0 : ends[index - 1], ends[index]);
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** At most this many pieces. */
  public Tokens first(int count) {
    return new Tokens(text.substring(0, ends[count - 1]), Arrays.copyOf(ends, count));
  }

  /**
   * The approximate number of tokens in a text. This is much cheaper than cutting it, and prompts
   * are long.
   */
  static int estimate(String text) {
    int wide = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_WIDE) {
        wide++;
      }
    }
    return wide / 2 + (text.length() - wide + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }
}
