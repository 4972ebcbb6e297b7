package io.quillmesh.tuning.tokenizer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/** Cuts text into words and punctuation marks; a Chinese character is a word. */
final class BasicText {
  private static final int DOTTED_CAPITAL_I = 0x130;
  private static final int DOT_ABOVE = 0x307;

  private final boolean stripAccents;

  BasicText(boolean stripAccents) {
    this.stripAccents = stripAccents;
  }

  List<String> words(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    normalise(text)
        .codePoints()
        .forEach(c -> {
          if (c == ' ' || Characters.isPunctuation(c)) {
            end(word, words);
            if (c != ' ') {
              words.add(Character.toString(c));
            }
          } else {
            word.appendCodePoint(c);
          }
        });
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private String normalise(String text) {
    var clean = new StringBuilder(text.length() + 16);
    text.codePoints()
        .filter(c -> !Characters.isDropped(c))
        .forEach(c -> {
          if (Characters.isWhitespace(c)) {
            clean.append(' ');
          } else if (Characters.isChinese(c)) {
            clean.append(' ').appendCodePoint(c).append(' ');
          } else {
            clean.appendCodePoint(c);
          }
        });
    var small = new StringBuilder(clean.length());
    (stripAccents ? Normalizer.normalize(clean, Normalizer.Form.NFD) : clean)
        .codePoints()
        .filter(c -> !stripAccents || Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(c -> lower(c, small));
    return small.toString();
  }

  // Each character by itself, as the reference does it: String.toLowerCase() looks around a sigma.
  private static void lower(int c, StringBuilder to) {
    to.appendCodePoint(Character.toLowerCase(c));
    if (c == DOTTED_CAPITAL_I) {
      to.appendCodePoint(DOT_ABOVE);
    }
  }
}
