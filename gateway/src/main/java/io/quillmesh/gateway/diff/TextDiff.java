package io.quillmesh.gateway.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares two texts by words, or by characters where there are no spaces between words. Whatever
 * it finds, the parts give both texts exactly.
 */
public final class TextDiff {
  /** For one diff; what is too different for it counts as replaced. */
  private static final long STEPS = 32_000_000;

  /** Words stay unless they are so many times shorter than what was replaced around them. */
  private static final int REWRITTEN = 3;

  private TextDiff() {}

  /** As a person reads it: what is deleted comes before what is inserted in its place. */
  public static List<Part> parts(String from, String to) {
    List<Match> matches =
        Islands.without(
            lines(from, to, new Budget(STEPS)),
            from.length(),
            to.length(),
            (match, before, after) ->
                match.length() <= before.longer()
                    && match.length() <= after.longer()
                    && before.isReplacedWith(after)
                    // Rewritten paragraphs are shown one by one.
                    && from.substring(match.from(), match.fromEnd())
                        .chars()
                        .noneMatch(Tokens::isLineBreak));
    List<Part> parts = new ArrayList<>();
    int at = 0;
    int there = 0;
    for (Match match : matches) {
      add(parts, Part.Op.DELETE, from.substring(at, match.from()));
      add(parts, Part.Op.INSERT, to.substring(there, match.to()));
      add(parts, Part.Op.EQUAL, from.substring(match.from(), match.fromEnd()));
      at = match.fromEnd();
      there = match.toEnd();
    }
    add(parts, Part.Op.DELETE, from.substring(at));
    add(parts, Part.Op.INSERT, to.substring(there));
    return parts;
  }

  private static void add(List<Part> parts, Part.Op op, String text) {
    if (!text.isEmpty()) {
      parts.add(new Part(op, text));
    }
  }

  /**
   * What was kept of a text when it was changed. All words that nobody touched are in it; only a
   * few in the middle of a passage that was written anew are not.
   *
   * @return in UTF-16 units, in order
   */
  public static List<Match> kept(String from, String to, Budget budget) {
    return Islands.without(
        lines(from, to, budget),
        from.length(),
        to.length(),
        (match, before, after) -> {
          String text = from.substring(match.from(), match.fromEnd());
          boolean hasWords = text.codePoints().anyMatch(Character::isLetterOrDigit);
          int weight = hasWords ? REWRITTEN * match.length() : match.length();
          return weight <= before.shorter() && weight <= after.shorter();
        });
  }

  /** The lines at the beginning and at the end that are the same cost nothing. */
  private static List<Match> lines(String from, String to, Budget budget) {
    int shorter = Math.min(from.length(), to.length());
    int same = 0;
    while (same < shorter && from.charAt(same) == to.charAt(same)) {
      same++;
    }
    if (same == from.length() && same == to.length()) {
      return same == 0 ? List.of() : List.of(new Match(0, 0, same));
    }
    int start = from.lastIndexOf('\n', same - 1) + 1;
    same = 0;
    while (same < shorter - start
        && from.charAt(from.length() - same - 1) == to.charAt(to.length() - same - 1)) {
      same++;
    }
    int lineBreak = from.indexOf('\n', from.length() - same);
    int end = lineBreak < 0 ? 0 : from.length() - lineBreak - 1;

    Matches matches = new Matches();
    matches.add(0, 0, start);
    Comparison.of(
            from.substring(start, from.length() - end),
            to.substring(start, to.length() - end),
            budget)
        .forEach(match -> matches.add(match.from() + start, match.to() + start, match.length()));
    matches.add(from.length() - end, to.length() - end, end);
    return matches.all();
  }
}
