package io.quillmesh.generator;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a model wrote may stand in a passage's place. Only mistakes that are plain to see
 * count: a wrong alarm costs a second answer.
 */
final class PassageCheck {
  /** Shorter lines may come again in any text. */
  private static final int SHORTEST = 16;

  private static final Pattern PREAMBLE =
      Pattern.compile(
          "(?:here(?:'s| is| are)|sure|certainly|of course|okay|以下|下面|这是|這是|好的|当然|當然)[^\\n]{0,120}[:：]\\h*\\n.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern FENCE = Pattern.compile("^ {0,3}```", Pattern.MULTILINE);

  private PassageCheck() {}

  /** What is wrong, to be told to the model; null when nothing is. */
  static @Nullable String mistake(Passage passage, String text) {
    String written = text.strip();
    if (PREAMBLE.matcher(written).matches() && !PREAMBLE.matcher(passage.core()).matches()) {
      return "It began with words to the person instead of the passage.";
    }
    if (repeats(firstLine(passage.before()), passage, written)
        || repeats(lastLine(passage.before()), passage, written)) {
      return "It began with text that stands before the passage.";
    }
    if (written.contains(PassageShape.NOTHING)) {
      return "It had %s beside other text.".formatted(PassageShape.NOTHING);
    }
    String next = firstLine(passage.after());
    if (next.length() >= SHORTEST && written.endsWith(next) && !passage.core().endsWith(next)) {
      return "It ended with text that stands after the passage.";
    }
    return fences(written) % 2 == fences(passage.core()) % 2
        ? null
        : "It opened a code fence without closing it, or closed one that was not open.";
  }

  private static boolean repeats(String line, Passage passage, String written) {
    boolean isTelling = line.length() >= SHORTEST || line.startsWith("# ");
    return isTelling && written.startsWith(line) && !passage.core().startsWith(line);
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("").strip();
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("", (_, line) -> line).strip();
  }

  private static long fences(String text) {
    return FENCE.matcher(text).results().count();
  }
}
