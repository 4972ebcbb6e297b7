package io.quillmesh.gateway.diff;

import java.util.List;
import java.util.Random;

/** Texts and changes of them as people and agents make them, in several languages. */
final class RandomTexts {
  private static final List<String> WORDS =
      List.of(
          "fog",
          "the",
          "river",
          "a",
          "London",
          "雾",
          "伦敦",
          "的",
          "很",
          "河边",
          "霧の",
          "안개",
          "👨‍👩‍👧",
          "👍🏽",
          "🇨🇳",
          "🌊",
          "cafe\u0301",
          "don't",
          "𠮷",
          "**",
          "# ",
          "- ",
          "|");
  private static final List<String> BETWEEN =
      List.of(" ", "", "，", "。", ". ", ", ", "\n", "\n\n", "\r\n", "  ", "…");

  private final Random random;

  RandomTexts(Random random) {
    this.random = random;
  }

  String text(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(any(WORDS)).append(any(BETWEEN));
    }
    return text.toString();
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** The same text after a few replacements, insertions, deletions and repetitions. */
  String changed(String text) {
    StringBuilder changed = new StringBuilder(text);
    int changes = random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int start = place(changed);
      int end = Math.min(changed.length(), start + random.nextInt(30));
      if (end < changed.length() && Character.isLowSurrogate(changed.charAt(end))) {
        end++;
      }
      String other =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> changed.substring(start, end).repeat(2);
            default -> text(random.nextInt(6));
          };
      changed.replace(start, end, other);
    }
    return changed.toString();
  }

  /** Somewhere in it, but not within a surrogate pair. */
  private int place(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    return at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
  }
}
