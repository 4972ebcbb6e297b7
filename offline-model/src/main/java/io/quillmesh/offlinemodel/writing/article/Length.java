package io.quillmesh.offlinemodel.writing.article;

import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a text is, and how long it should be: in characters for Chinese, otherwise in words. */
public final class Length {

  private static final Pattern WANTED =
      Pattern.compile("(?<factor>\\d+(?:\\.\\d+)?)x|(?<count>\\d+)\\s*(?:words?|字|词)");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*");

  private Length() {}

  public static int of(String text, Language language) {
    return language == Language.ZH
        ? (int) text.codePoints().filter(c -> !Character.isWhitespace(c)).count()
        : (int) WORD.matcher(text).results().count();
  }

  /** The wanted length, or the present one if the wish cannot be read. */
  public static int wanted(String wish, int present) {
    Matcher matcher = WANTED.matcher(wish);
    if (!matcher.find()) {
      return present;
    }
    String factor = matcher.group("factor");
    return factor == null
        ? Integer.parseInt(matcher.group("count"))
        : (int) Math.round(present * Double.parseDouble(factor));
  }
}
