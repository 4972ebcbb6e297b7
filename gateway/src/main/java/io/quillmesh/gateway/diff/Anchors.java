package io.quillmesh.gateway.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs of a length that occur exactly once in each of two regions, as many as have the same
 * order in both. Hardly any is there by chance, so what is between them can be compared by itself.
 * This is the idea of the patience diff, with runs of tokens in the place of lines.
 */
final class Anchors {
  /** What is left of a run that occurs more than once. */
  private static final Integer REPEATED = -1;

  private Anchors() {}

  /** In order; they may overlap. */
  static List<Match> between(Tokens from, Tokens to, Region region, int length) {
    Map<Long, Integer> ofFrom = unique(from, region.from(), region.fromEnd(), length);
    Map<Long, Integer> ofTo = unique(to, region.to(), region.toEnd(), length);
    List<Match> common = new ArrayList<>();
    for (int at = region.from(); at + length <= region.fromEnd(); at++) {
      Long run = run(from, at, length);
      Integer there = ofTo.getOrDefault(run, REPEATED);
      boolean isUnique = ofFrom.getOrDefault(run, REPEATED) == at && there >= 0;
      if (isUnique && hasWord(from, at, length) && isEqual(from, at, to, there, length)) {
        common.add(new Match(at, there, length));
      }
    }
    return longestInOrder(common);
  }

  private static Map<Long, Integer> unique(Tokens tokens, int start, int end, int length) {
    Map<Long, Integer> places = HashMap.newHashMap(Math.max(0, end - start));
    for (int at = start; at + length <= end; at++) {
      places.merge(run(tokens, at, length), at, (_, _) -> REPEATED);
    }
    return places;
  }

  /** A hash. Two different runs with the same one only hide each other. */
  private static long run(Tokens tokens, int start, int length) {
    long hash = 0;
    for (int i = start; i < start + length; i++) {
      hash = (hash + tokens.id(i) + 1) * 0x9E37_79B9_7F4A_7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private static boolean hasWord(Tokens tokens, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (tokens.isWord(tokens.id(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEqual(Tokens from, int at, Tokens to, int there, int length) {
    for (int i = 0; i < length; i++) {
      if (from.id(at + i) != to.id(there + i)) {
        return false;
      }
    }
    return true;
  }

  /** The longest part whose places in the other text increase, too. */
  private static List<Match> longestInOrder(List<Match> matches) {
    // The last match of the best chain of each length so far, and what comes before each match.
    int[] lastOf = new int[matches.size()];
    int[] before = new int[matches.size()];
    int length = 0;
    for (int i = 0; i < matches.size(); i++) {
      int shorter = 0;
      int longer = length;
      while (shorter < longer) {
        int middle = (shorter + longer) >>> 1;
        if (matches.get(lastOf[middle]).to() < matches.get(i).to()) {
          shorter = middle + 1;
        } else {
          longer = middle;
        }
      }
      before[i] = shorter == 0 ? -1 : lastOf[shorter - 1];
      lastOf[shorter] = i;
      length = Math.max(length, shorter + 1);
    }
    Match[] chain = new Match[length];
    int at = length == 0 ? -1 : lastOf[length - 1];
    for (int i = length - 1; i >= 0; i--) {
      chain[i] = matches.get(at);
      at = before[at];
    }
    return Arrays.asList(chain);
  }
}
