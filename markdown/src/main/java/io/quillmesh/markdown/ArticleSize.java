package io.quillmesh.markdown;

import io.quillmesh.markdown.dialect.Dialect;
import io.quillmesh.markdown.dialect.WideCharacters;
import io.quillmesh.markdown.output.ReadText;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an article is, as everybody counts who speaks of it: the page, the replies and the
 * prompts. What counts is the text that people read, without Markdown's marks.
 *
 * <p>Each script is counted as it is: Chinese and Japanese by the character, punctuation included,
 * every other script by the word. The sum is what word processors call 字数.
 *
 * @param count characters and words together
 * @param unit {@code characters} where Chinese and Japanese letters are more than words of other
 *     letters, else {@code words}
 */
public record ArticleSize(int count, String unit) {
  private static final String COUNTED_LETTER =
      "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsBopomofo}";
  private static final String FULL_WIDTH_MARK =
      "\\u3001-\\u303f\\u30fb\\ufe10-\\ufe1f\\ufe30-\\ufe6f"
          + "\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65";
  private static final String LETTER = "[\\p{L}\\p{N}&&[^" + COUNTED_LETTER + "]]\\p{M}*+";

  /** An address is one word. */
  private static final Pattern WORD =
      Pattern.compile("(?:https?://|www\\.)[!-~]++|" + LETTER + "(?:['’-]?+" + LETTER + ")*+");

  private static final Pattern CHARACTERS =
      Pattern.compile("[" + COUNTED_LETTER + FULL_WIDTH_MARK + WideCharacters.SHARED + "]++");

  /** Punctuation that Chinese shares counts in its company only. */
  private static final Pattern ONLY_SHARED = Pattern.compile("[" + WideCharacters.SHARED + "]++");

  private static final Pattern CHARACTER = Pattern.compile("[" + COUNTED_LETTER + "]");

  /** The size of a Markdown text. */
  public static ArticleSize of(String markdown) {
    String text = ReadText.of(Dialect.parse(markdown));
    Matcher word = WORD.matcher(text);
    // Without the words: an apostrophe within a word is no punctuation.
    StringBuilder others = new StringBuilder(text.length());
    int words = 0;
    int foreign = 0;
    while (word.find()) {
      words++;
      if (word.group().codePoints().anyMatch(Character::isLetter)) {
        foreign++;
      }
      word.appendReplacement(others, " ");
    }
    word.appendTail(others);
    int characters =
        CHARACTERS
            .matcher(others)
            .results()
            .map(MatchResult::group)
            .filter(run -> !ONLY_SHARED.matcher(run).matches())
            .mapToInt(run -> run.codePointCount(0, run.length()))
            .sum();
    boolean isChinese = CHARACTER.matcher(others).results().count() > foreign;
    return new ArticleSize(words + characters, isChinese ? "characters" : "words");
  }
}
