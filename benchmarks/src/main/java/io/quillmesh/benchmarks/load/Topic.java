package io.quillmesh.benchmarks.load;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A place that only one turn writes about, so that a text can be matched with its turn. */
record Topic(String name) {

  private static final Pattern ANY = Pattern.compile("Port\\d+");
  private static final AtomicInteger LAST = new AtomicInteger(1000);

  static Topic next() {
    return new Topic("Port" + LAST.incrementAndGet());
  }

  String message() {
    return "Write a travelogue about " + name;
  }

  /** The names of all such places that occur in a text. */
  static Set<String> in(String text) {
    return ANY.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
