package io.quillmesh.schemas;

import java.util.regex.Pattern;

/**
 * How long an article is, as everybody counts who speaks of it: the page, the replies and the
 * prompts. What counts is the text that people read, without Markdown's marks.
 *
 * @param characters code points that are not blank, punctuation included, as Chinese counts
 * @param words runs of letters and digits, joined by apostrophes and hyphens, as English counts; a
 *     run of Chinese is one
 * @param countsCharacters whether the text is counted in characters: more of it is Chinese or
 *     Japanese than in words of another script
 */
public record ArticleSize(int characters, int words, boolean countsCharacters) {
  private static final Pattern FENCE = Pattern.compile("(?m)^ {0,3}(?:```|~~~).*$");
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\]]*)\\]\\([^)\\s]*(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern RULE = Pattern.compile("(?m)^ {0,3}(?:[-*_] *){3,}$");
  private static final Pattern TABLE_RULE = Pattern.compile("(?m)^[ |:-]*\\|[ |:-]*$");
  private static final Pattern LINE_START =
      Pattern.compile(
          "(?m)^[ \\t]*(?:>[ \\t]?)*(?:#{1,6}[ \\t]+|[-*+][ \\t]+|\\d{1,9}[.)][ \\t]+)?");
  private static final Pattern LINE_END = Pattern.compile("(?m)[ \\t]+#+[ \\t]*$");
  private static final Pattern MARKS =
      Pattern.compile("\\*+|`+|~~|\\||(?<![\\p{L}\\p{N}])_+|_+(?![\\p{L}\\p{N}])");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’-][\\p{L}\\p{N}]+)*");
  private static final Pattern FOREIGN_WORD =
      Pattern.compile("[\\p{L}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+");

  /** The size of a Markdown text. */
  public static ArticleSize of(String markdown) {
    String text = plain(markdown);
    int characters = (int) text.codePoints().filter(ArticleSize::isVisible).count();
    long chinese = text.codePoints().filter(ArticleSize::isChinese).count();
    long foreign = FOREIGN_WORD.matcher(text).results().count();
    return new ArticleSize(
        characters, (int) WORD.matcher(text).results().count(), chinese > foreign);
  }

  /** The number that fits its language. */
  public int count() {
    return countsCharacters ? characters : words;
  }

  /** What is counted: {@code characters} or {@code words}. */
  public String unit() {
    return countsCharacters ? "characters" : "words";
  }

  private static String plain(String markdown) {
    String text = FENCE.matcher(markdown).replaceAll("");
    text = LINK.matcher(text).replaceAll("$1");
    text = RULE.matcher(text).replaceAll("");
    text = TABLE_RULE.matcher(text).replaceAll("");
    text = LINE_START.matcher(text).replaceAll("");
    text = LINE_END.matcher(text).replaceAll("");
    return MARKS.matcher(text).replaceAll("");
  }

  private static boolean isVisible(int c) {
    return !Character.isWhitespace(c) && !Character.isSpaceChar(c);
  }

  private static boolean isChinese(int c) {
    Character.UnicodeScript script = Character.UnicodeScript.of(c);
    return script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA;
  }
}
