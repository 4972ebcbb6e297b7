package io.quillmesh.gateway.diff;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Leaves out matches that are there by chance: a few characters between two longer changes. Without
 * them a rewritten sentence is shown as one change, and not as confetti.
 */
final class Islands {

  /** Whether a match is too small for the changes around it. */
  @FunctionalInterface
  interface Rule {
    boolean isTooSmall(Match match, Gap before, Gap after);
  }

  /** What is between two matches: so much was deleted and so much inserted, in UTF-16 units. */
  record Gap(int deleted, int inserted) {
    int longer() {
      return Math.max(deleted, inserted);
    }

    int shorter() {
      return Math.min(deleted, inserted);
    }

    /** With the next one: whether text gave way to other text. */
    boolean isReplacedWith(Gap next) {
      return deleted + next.deleted > 0 && inserted + next.inserted > 0;
    }

    private static Gap between(Match before, Match after) {
      return new Gap(after.from() - before.fromEnd(), after.to() - before.toEnd());
    }
  }

  private static final Match START = new Match(0, 0, 0);

  private Islands() {}

  /**
   * The matches that are large enough.
   *
   * @param from the length of the one text
   * @param to the length of the other
   */
  static List<Match> without(List<Match> matches, int from, int to, Rule rule) {
    Deque<Match> kept = new ArrayDeque<>();
    for (Match match : matches) {
      dropBefore(match, kept, rule);
      kept.addLast(match);
    }
    dropBefore(new Match(from, to, 0), kept, rule);
    return List.copyOf(kept);
  }

  /** When one is left out, the changes around it become one, for which the one before is judged. */
  private static void dropBefore(Match next, Deque<Match> kept, Rule rule) {
    while (!kept.isEmpty()) {
      Match last = kept.removeLast();
      Match before = kept.isEmpty() ? START : kept.getLast();
      if (!rule.isTooSmall(last, Gap.between(before, last), Gap.between(last, next))) {
        kept.addLast(last);
        return;
      }
    }
  }
}
