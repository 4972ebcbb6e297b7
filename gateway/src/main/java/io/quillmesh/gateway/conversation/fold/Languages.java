package io.quillmesh.gateway.conversation.fold;

import java.lang.Character.UnicodeScript;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The language of labels: Chinese or English, after the message; else after the client's hint. */
final class Languages {
  private static final String CHINESE = "zh";
  private static final String ENGLISH = "en";
  private static final Pattern LATIN_WORD = Pattern.compile("\\p{IsLatin}+");

  private Languages() {}

  /**
   * @param hint BCP 47; what a message without letters goes by
   */
  static String of(String message, @Nullable String hint) {
    long han = message.codePoints().filter(it -> script(it) == UnicodeScript.HAN).count();
    boolean japanese = message.codePoints().anyMatch(it -> script(it) == UnicodeScript.HIRAGANA);
    if (han > 0 && !japanese) {
      // A Chinese message may name English things; one word counts as one character.
      return han >= latinWords(message) ? CHINESE : ENGLISH;
    }
    if (message.codePoints().anyMatch(Character::isLetter)) {
      return ENGLISH;
    }
    return hint != null && hint.startsWith(CHINESE) ? CHINESE : ENGLISH;
  }

  private static long latinWords(String message) {
    return LATIN_WORD.matcher(message).results().count();
  }

  private static UnicodeScript script(int codePoint) {
    return UnicodeScript.of(codePoint);
  }
}
