package io.quillmesh.gateway.diff;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The tokens of a region that both texts have there. No other one can be part of a match, and
 * without them the comparison of two texts with little in common costs little.
 *
 * @param places where they are in the one text
 * @param placesThere where they are in the other
 */
record SharedTokens(
    List<Integer> tokens,
    List<Integer> places,
    List<Integer> tokensThere,
    List<Integer> placesThere) {

  /**
   * Those of a region.
   *
   * @param counts whether a token of this number is to be compared at all
   */
  static SharedTokens of(Tokens from, Tokens to, Region region, IntPredicate counts) {
    Set<Integer> here = ids(from, region.from(), region.fromEnd(), counts);
    Set<Integer> there = ids(to, region.to(), region.toEnd(), counts);
    List<Integer> places = places(from, region.from(), region.fromEnd(), there);
    List<Integer> placesThere = places(to, region.to(), region.toEnd(), here);
    return new SharedTokens(
        places.stream().map(from::id).toList(),
        places,
        placesThere.stream().map(to::id).toList(),
        placesThere);
  }

  private static Set<Integer> ids(Tokens tokens, int start, int end, IntPredicate counts) {
    Set<Integer> ids = new HashSet<>();
    for (int i = start; i < end; i++) {
      if (counts.test(tokens.id(i))) {
        ids.add(tokens.id(i));
      }
    }
    return ids;
  }

  private static List<Integer> places(Tokens tokens, int start, int end, Set<Integer> wanted) {
    List<Integer> places = new ArrayList<>();
    for (int i = start; i < end; i++) {
      if (wanted.contains(tokens.id(i))) {
        places.add(i);
      }
    }
    return places;
  }

  /** The most that comparing them can cost: the algorithm is quadratic, also if one is short. */
  long steps() {
    long half = (tokens.size() + tokensThere.size() + 1) / 2;
    return half * half;
  }

  /** The longest common subsequence, in order; nothing if that costs too much. */
  List<Match> compare(Budget budget) {
    if (budget.take(steps())) {
      return matches(new MyersDiffWithLinearSpace<Integer>());
    }
    return tryTo(budget);
  }

  /**
   * Texts with few differences cost much less than the most: about the square of their number.
   * Comparisons are counted for steps. Only after one text has been used up there are steps without
   * them, and those are at most about the square of what the texts differ in length.
   */
  private List<Match> tryTo(Budget budget) {
    long longer = Math.abs(tokens.size() - tokensThere.size());
    Budget half = budget.half();
    if (!half.take(longer * longer)) {
      budget.giveBack(half);
      return List.of();
    }
    var algorithm =
        new MyersDiffWithLinearSpace<Integer>((one, other) -> {
          if (!half.take(1)) {
            throw new TooDifferentException();
          }
          return one.equals(other);
        });
    try {
      List<Match> matches = matches(algorithm);
      budget.giveBack(half);
      return matches;
    } catch (TooDifferentException _) {
      return List.of();
    }
  }

  /** The only way to stop the algorithm. */
  private static final class TooDifferentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooDifferentException() {
      super(null, null, false, false);
    }
  }

  private List<Match> matches(MyersDiffWithLinearSpace<Integer> algorithm) {
    Matches found = new Matches();
    int at = 0;
    int there = 0;
    for (Change change : algorithm.computeDiff(tokens, tokensThere, null)) {
      add(found, at, there, change.startOriginal - at);
      at = change.endOriginal;
      there = change.endRevised;
    }
    add(found, at, there, tokens.size() - at);
    return found.all();
  }

  private void add(Matches found, int at, int there, int length) {
    for (int i = 0; i < length; i++) {
      found.add(places.get(at + i), placesThere.get(there + i), 1);
    }
  }
}
