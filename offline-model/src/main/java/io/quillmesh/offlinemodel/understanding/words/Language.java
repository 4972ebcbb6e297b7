package io.quillmesh.offlinemodel.understanding.words;

import java.util.Locale;
import java.util.regex.Pattern;

/** A language that the model writes. */
public enum Language {
  ZH,
  EN;

  private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]{2,}");

  /** The language that a text is written in; the fallback if it has no words of either. */
  public static Language of(String text, Language fallback) {
    long han = text.codePoints().filter(Language::isHan).count();
    long words = LATIN_WORD.matcher(text).results().count();
    if (han == 0 && words == 0) {
      return fallback;
    }
    return han >= words ? ZH : EN;
  }

  /** The language of a BCP 47 tag. Everything except Chinese is answered in English. */
  public static Language ofTag(String tag) {
    return tag.toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
  }

  /** The tag, which is also the name of the folder with the language's texts. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean isHan(int codePoint) {
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
  }
}
