package io.quillmesh.gateway.diff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares two texts token by token: first the words alone, or two texts would be said to have all
 * their spaces in common, and then what is between those that they share. Small regions get the
 * best result there is. Larger ones are first divided at {@link Anchors}, long runs before short
 * ones. What is still too large for the budget then counts as replaced. So the work is bounded for
 * any two texts, and a text with many small changes costs hardly more than reading it.
 */
final class Comparison {
  /** The lengths of the runs that a region is divided at, one after the other. */
  private static final int[] RUNS = {12, 3, 1};

  /** The last level: with the words in their places, what is between them is compared. */
  private static final int ALL_TOKENS = RUNS.length + 1;

  /** A region that needs no more steps is not divided. */
  private static final long SMALL = 1_000_000;

  private final Tokens from;
  private final Tokens to;
  private final Budget budget;
  private final Matches found = new Matches();

  private Comparison(Tokens from, Tokens to, Budget budget) {
    this.from = from;
    this.to = to;
    this.budget = budget;
  }

  /** What both have in common, in UTF-16 units, in order. */
  static List<Match> of(String from, String to, Budget budget) {
    Map<String, Integer> known = new HashMap<>();
    Tokens before = Tokens.of(from, known);
    Tokens after = Tokens.of(to, known);
    Comparison comparison = new Comparison(before, after, budget);
    comparison.compare(new Region(0, before.size(), 0, after.size()), 0);
    Matches units = new Matches();
    for (Match match : new Places(before, after).improve(comparison.found.all())) {
      int start = before.start(match.from());
      units.add(
          start, after.start(match.to()), before.start(match.from() + match.length()) - start);
    }
    return units.all();
  }

  private void compare(Region region, int level) {
    int start = 0;
    int shorter = Math.min(region.fromEnd() - region.from(), region.toEnd() - region.to());
    while (start < shorter && from.id(region.from() + start) == to.id(region.to() + start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && from.id(region.fromEnd() - end - 1) == to.id(region.toEnd() - end - 1)) {
      end++;
    }
    found.add(region.from(), region.to(), start);
    Region rest =
        new Region(
            region.from() + start,
            region.fromEnd() - end,
            region.to() + start,
            region.toEnd() - end);
    if (!rest.isOneEmpty()) {
      inside(rest, level);
    }
    found.add(rest.fromEnd(), rest.toEnd(), end);
  }

  private void inside(Region region, int level) {
    if (level == ALL_TOKENS) {
      SharedTokens.of(from, to, region, _ -> true).compare(budget).forEach(found::add);
      return;
    }
    SharedTokens words = SharedTokens.of(from, to, region, from::isWord);
    boolean isDivided = words.steps() > SMALL && level < RUNS.length;
    List<Match> anchors =
        isDivided ? Anchors.between(from, to, region, RUNS[level]) : words.compare(budget);
    int next = isDivided ? level + 1 : ALL_TOKENS;
    if (anchors.isEmpty()) {
      inside(region, next);
    } else {
      divide(region, anchors, next);
    }
  }

  private void divide(Region region, List<Match> anchors, int level) {
    int at = region.from();
    int there = region.to();
    for (Match anchor : anchors) {
      if (anchor.from() >= at && anchor.to() >= there) {
        compare(new Region(at, anchor.from(), there, anchor.to()), level);
        found.add(anchor);
      } else if (anchor.from() - anchor.to() == at - there && anchor.fromEnd() > at) {
        // It overlaps the one before it in the same way in both texts.
        found.add(at, there, anchor.fromEnd() - at);
      } else {
        continue;
      }
      at = anchor.fromEnd();
      there = anchor.toEnd();
    }
    compare(new Region(at, region.fromEnd(), there, region.toEnd()), level);
  }
}
