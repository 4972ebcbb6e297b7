package io.quillmesh.gateway.diff;

import java.util.ArrayList;
import java.util.List;

/** Collects matches in order; those that touch become one. */
final class Matches {
  private final List<Match> all = new ArrayList<>();

  void add(int from, int to, int length) {
    add(new Match(from, to, length));
  }

  void add(Match match) {
    if (match.length() == 0) {
      return;
    }
    if (!all.isEmpty() && all.getLast().isContinuedBy(match)) {
      Match before = all.removeLast();
      all.add(new Match(before.from(), before.to(), before.length() + match.length()));
    } else {
      all.add(match);
    }
  }

  List<Match> all() {
    return all;
  }
}
