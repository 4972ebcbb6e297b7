package io.quillmesh.endtoend.load;

import java.time.Duration;
import java.util.List;

/** How long each of many waited. */
record Waits(List<Duration> sorted) {

  static Waits of(List<Duration> waits) {
    return new Waits(waits.stream().sorted().toList());
  }

  /** The wait that this share of all did not exceed, in milliseconds. */
  long percentile(double share) {
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)).toMillis();
  }

  @Override
  public String toString() {
    return "%8d %8d %8d".formatted(percentile(0.5), percentile(0.95), percentile(0.99));
  }
}
