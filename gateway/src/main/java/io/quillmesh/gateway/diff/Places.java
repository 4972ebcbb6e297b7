package io.quillmesh.gateway.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses among equal diffs the one that a person would have made. An insertion or deletion that
 * begins as its surroundings go on can be moved: of {@code The cat. [The bird. ]The dog.} and
 * {@code The [bird. The ]cat}, the first is better.
 */
final class Places {
  /** Further than so many tokens nothing is moved, so that the work is bounded. */
  private static final int FAR = 500;

  private static final String ENDS_OF_SENTENCES = ".!?。！？…";

  private final Tokens from;
  private final Tokens to;

  Places(Tokens from, Tokens to) {
    this.from = from;
    this.to = to;
  }

  /** The same matches, where one is longer and the next one shorter. */
  List<Match> improve(List<Match> matches) {
    List<Match> improved = new ArrayList<>(matches);
    for (int i = 0; i + 1 < improved.size(); i++) {
      Match before = improved.get(i);
      Match after = improved.get(i + 1);
      int move = 0;
      if (before.fromEnd() == after.from()) {
        move = move(to, before.toEnd(), after.to(), before.length(), after.length());
      } else if (before.toEnd() == after.to()) {
        move = move(from, before.fromEnd(), after.from(), before.length(), after.length());
      }
      if (move != 0) {
        improved.set(i, new Match(before.from(), before.to(), before.length() + move));
        improved.set(
            i + 1, new Match(after.from() + move, after.to() + move, after.length() - move));
      }
    }
    improved.removeIf(match -> match.length() == 0);
    return improved;
  }

  /**
   * How far to move a gap of a text.
   *
   * @param room how many tokens in common are before the gap
   * @param roomAfter how many are after it
   * @return in tokens; negative towards the beginning
   */
  private static int move(Tokens text, int start, int end, int room, int roomAfter) {
    int first = 0;
    while (-first < Math.min(room, FAR) && text.id(start + first - 1) == text.id(end + first - 1)) {
      first--;
    }
    int last = 0;
    while (last < Math.min(roomAfter, FAR) && text.id(start + last) == text.id(end + last)) {
      last++;
    }
    int best = 0;
    for (int move = first; move <= last; move++) {
      if (score(text, start + move) > score(text, start + best)) {
        best = move;
      }
    }
    return best;
  }

  /** How good it is to begin at a token. */
  private static int score(Tokens text, int start) {
    if (start == 0) {
      return 4;
    }
    char before = text.lastCharacter(start - 1);
    if (Tokens.isLineBreak(before)) {
      return 4;
    }
    if (isEndOfSentence(before)) {
      return 2;
    }
    if (Character.isWhitespace(before)) {
      return start > 1 && isEndOfSentence(text.lastCharacter(start - 2)) ? 3 : 1;
    }
    return 0;
  }

  private static boolean isEndOfSentence(char character) {
    return ENDS_OF_SENTENCES.indexOf(character) >= 0;
  }
}
