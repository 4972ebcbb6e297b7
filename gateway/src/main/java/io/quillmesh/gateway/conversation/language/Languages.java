package io.quillmesh.gateway.conversation.language;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The language of labels: {@code en}, {@code zh} (Simplified) or {@code zh-Hant}. It follows the
 * message where most of it is in one of them, else what the client asks for.
 */
public final class Languages {
  private static final String ENGLISH = "en";
  public static final String CHINESE = "zh";
  public static final String TRADITIONAL_CHINESE = "zh-Hant";

  /** What is quoted says nothing about the text around it. */
  private static final Pattern QUOTED =
      Pattern.compile("「[^」]*」|『[^』]*』|《[^》]*》|“[^”]*”|\"[^\"\n]*\"");

  private static final Pattern LATIN_WORD =
      Pattern.compile("[\\p{IsLatin}\\p{M}'’-]*\\p{IsLatin}+");
  private static final Pattern OTHER_WORD =
      Pattern.compile("[\\p{L}&&[^\\p{IsLatin}\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+");

  /** A word is as much as two Chinese characters. */
  private static final int WORD = 2;

  /** Frequent characters that are written in one way or the other. */
  private static final String SIMPLIFIED =
      "这们说对为写给关开门长发经应当点变实从边让读个过还时会来国学体没么吗请帮谢译词题标结样张见话语诗游记风爱书头现间问种动机车气万与东红绿纪级练续缩删换";

  private static final String TRADITIONAL =
      "這們說對為寫給關開門長發經應當點變實從邊讓讀個過還時會來國學體沒麼嗎請幫謝譯詞題標結樣張見話語詩遊記風愛書頭現間問種動機車氣萬與東紅綠紀級練續縮刪換";

  private static final Set<String> CHINESE_LANGUAGES = Set.of("zh", "cmn", "yue");
  private static final Set<String> TRADITIONAL_REGIONS = Set.of("TW", "HK", "MO");

  private Languages() {}

  /**
   * The language of a message.
   *
   * @param hint BCP 47; used for a message in neither language, or in both
   */
  public static String of(String message, @Nullable String hint) {
    String text = withoutQuoted(message);
    long han = count(text, UnicodeScript.HAN);
    long kana = count(text, UnicodeScript.HIRAGANA) + count(text, UnicodeScript.KATAKANA);
    long latin = WORD * LATIN_WORD.matcher(text).results().count();
    long all = han + kana + latin + WORD * OTHER_WORD.matcher(text).results().count();
    // A single の, as in a shop's name, is not Japanese; with more of them the message is in neither
    // language.
    if (isMost(han, all) && kana * 6 < han) {
      return chinese(text, hint);
    }
    if (isMost(latin, all)) {
      return ENGLISH;
    }
    return hint == null && han * WORD > all ? chinese(text, null) : ofHint(hint);
  }

  private static boolean isMost(long part, long all) {
    return part > 0 && part * 3 >= all * 2;
  }

  private static String ofHint(@Nullable String hint) {
    if (!isChinese(hint)) {
      return ENGLISH;
    }
    return isTraditional(hint) ? TRADITIONAL_CHINESE : CHINESE;
  }

  private static String chinese(String text, @Nullable String hint) {
    long simplified = text.codePoints().filter(it -> SIMPLIFIED.indexOf(it) >= 0).count();
    long traditional = text.codePoints().filter(it -> TRADITIONAL.indexOf(it) >= 0).count();
    boolean isTraditional =
        simplified == traditional ? isTraditional(hint) : traditional > simplified;
    return isTraditional ? TRADITIONAL_CHINESE : CHINESE;
  }

  private static boolean isChinese(@Nullable String tag) {
    return tag != null && CHINESE_LANGUAGES.contains(Locale.forLanguageTag(tag).getLanguage());
  }

  private static boolean isTraditional(@Nullable String tag) {
    if (tag == null || !isChinese(tag)) {
      return false;
    }
    Locale locale = Locale.forLanguageTag(tag);
    return locale.getScript().isEmpty()
        ? TRADITIONAL_REGIONS.contains(locale.getCountry())
        : locale.getScript().equals("Hant");
  }

  private static String withoutQuoted(String message) {
    String rest = QUOTED.matcher(message).replaceAll(" ");
    return rest.codePoints().anyMatch(Character::isLetter) ? rest : message;
  }

  private static long count(String text, UnicodeScript script) {
    return text.codePoints().filter(it -> UnicodeScript.of(it) == script).count();
  }
}
