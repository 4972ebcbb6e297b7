package io.quillmesh.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long people waited. */
public record Waits(List<Duration> sorted) {

  static Waits of(List<Duration> waits) {
    return new Waits(waits.stream().sorted().toList());
  }

  /** The wait that this share of all waits did not exceed; empty if there are none. */
  public Optional<Duration> percentile(double share) {
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return Optional.of(sorted.get(Math.max(0, index)));
  }
}
