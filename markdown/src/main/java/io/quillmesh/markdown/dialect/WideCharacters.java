package io.quillmesh.markdown.dialect;

import java.util.regex.Pattern;

/** Scripts without spaces: Chinese, Japanese and Korean letters and their punctuation. */
public final class WideCharacters {
  /** The inside of a character class. */
  static final String WIDE =
      "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsBopomofo}\\p{IsHangul}"
          + "\\u3000-\\u303f\\u30fb\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff00-\\uffef";

  /** Punctuation that Chinese shares with other languages: quotation marks, dashes, dots. */
  public static final String SHARED = "‘’“”…—·";

  private static final Pattern BESIDE_WIDE = Pattern.compile("[" + WIDE + SHARED + "]");
  private static final Pattern MARK = Pattern.compile("[\\p{P}\\p{S}]");

  private WideCharacters() {}

  /** Whether it is such a character, or shared punctuation. */
  static boolean isBesideWide(int codePoint) {
    return codePoint >= 0xb7 && matches(BESIDE_WIDE, codePoint);
  }

  static boolean isMark(int codePoint) {
    return !Character.isLetterOrDigit(codePoint) && matches(MARK, codePoint);
  }

  static boolean isSpace(int codePoint) {
    return switch (codePoint) {
      case '\t', '\n', '\f', '\r' -> true;
      default -> Character.getType(codePoint) == Character.SPACE_SEPARATOR;
    };
  }

  private static boolean matches(Pattern pattern, int codePoint) {
    return pattern.matcher(Character.toString(codePoint)).matches();
  }
}
