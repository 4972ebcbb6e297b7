package io.quillmesh.gateway.diff;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in pieces that a diff keeps whole: words, runs of spaces, and single characters for
 * everything else. Scripts that put no spaces between words are taken character by character. A
 * character is what a reader sees as one (an extended grapheme cluster of Unicode's annex 29), so
 * no surrogate pair and no emoji is ever cut.
 */
final class Tokens {
  private static final Pattern CHARACTER = Pattern.compile("\\X");

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** All characters of those scripts are above this one. */
  private static final int FIRST_WITHOUT_SPACES = 0x0E00;

  private static final int MARKS =
      1 << Character.NON_SPACING_MARK
          | 1 << Character.COMBINING_SPACING_MARK
          | 1 << Character.ENCLOSING_MARK;

  /** Spaces and punctuation. */
  private static final int NOT_READ =
      1 << Character.SPACE_SEPARATOR
          | 1 << Character.LINE_SEPARATOR
          | 1 << Character.PARAGRAPH_SEPARATOR
          | 1 << Character.CONTROL
          | 1 << Character.DASH_PUNCTUATION
          | 1 << Character.START_PUNCTUATION
          | 1 << Character.END_PUNCTUATION
          | 1 << Character.CONNECTOR_PUNCTUATION
          | 1 << Character.OTHER_PUNCTUATION
          | 1 << Character.INITIAL_QUOTE_PUNCTUATION
          | 1 << Character.FINAL_QUOTE_PUNCTUATION;

  private final String text;
  private final int[] starts;
  private final int[] ids;
  private final BitSet words;

  private Tokens(String text, int[] starts, int[] ids, BitSet words) {
    this.text = text;
    this.starts = starts;
    this.ids = ids;
    this.words = words;
  }

  /**
   * The tokens of a text.
   *
   * @param known a number for each token so far; the same token gets the same one
   */
  static Tokens of(String text, Map<String, Integer> known) {
    int[] starts = new int[text.length() + 1];
    Matcher character = CHARACTER.matcher(text);
    int count = 0;
    for (int at = 0; at < text.length(); at = end(text, at, character)) {
      starts[count++] = at;
    }
    starts[count] = text.length();
    int[] ids = new int[count];
    BitSet words = new BitSet();
    for (int i = 0; i < count; i++) {
      String token = text.substring(starts[i], starts[i + 1]);
      Integer id = known.putIfAbsent(token, known.size());
      ids[i] = id == null ? known.size() - 1 : id;
      words.set(ids[i], isReadable(token.codePointAt(0)));
    }
    return new Tokens(text, Arrays.copyOf(starts, count + 1), ids, words);
  }

  int size() {
    return ids.length;
  }

  /** The number of a token: two tokens with the same number are equal. */
  int id(int index) {
    return ids[index];
  }

  /** Whether the token of this number is in the text, and neither space nor punctuation. */
  boolean isWord(int id) {
    return words.get(id);
  }

  /** Where a token starts in the text; the text's end for the token after the last. */
  int start(int index) {
    return starts[index];
  }

  /** The last character of a token. */
  char lastCharacter(int index) {
    return text.charAt(starts[index + 1] - 1);
  }

  private static int end(String text, int start, Matcher character) {
    int first = text.codePointAt(start);
    if (isSpace(first)) {
      int at = start;
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
      return at;
    }
    if (isOfWord(first)) {
      return endOfWord(text, start);
    }
    character.region(start, text.length());
    return character.lookingAt() ? character.end() : start + Character.charCount(first);
  }

  private static int endOfWord(String text, int start) {
    int at = start;
    while (at < text.length()) {
      int next = text.codePointAt(at);
      if (isOfWord(next)) {
        at += Character.charCount(next);
      } else if ((next == '\'' || next == '’')
          && at + 1 < text.length()
          && isOfWord(text.codePointAt(at + 1))) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private static boolean isReadable(int character) {
    if (character < 128) {
      return Character.isLetterOrDigit(character);
    }
    return (NOT_READ >> Character.getType(character) & 1) == 0;
  }

  private static boolean isSpace(int character) {
    return character == '\t' || Character.isSpaceChar(character) && !isLineBreak(character);
  }

  static boolean isLineBreak(int character) {
    return character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029;
  }

  private static boolean isOfWord(int character) {
    if (character < 128) {
      return Character.isLetterOrDigit(character);
    }
    boolean ofAnyWord =
        Character.isLetterOrDigit(character)
            || (MARKS >> Character.getType(character) & 1) == 1
            // The joiners inside Persian and Indian words.
            || character == 0x200C
            || character == 0x200D;
    return ofAnyWord && !isWithoutSpaces(character);
  }

  private static boolean isWithoutSpaces(int character) {
    return character >= FIRST_WITHOUT_SPACES
        && (WITHOUT_SPACES.contains(UnicodeScript.of(character))
            // The marks that make a sound of Japanese longer.
            || character == 0x30FC
            || character == 0xFF70);
  }
}
