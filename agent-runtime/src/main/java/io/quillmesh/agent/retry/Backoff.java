package io.quillmesh.agent.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that double from the first to the longest, each shortened at random by up to a half:
 * clients that failed together must not come back together.
 *
 * @param first after the first failure
 * @param longest no wait is longer
 * @param random the source of randomness
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {
  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "A back-off needs 0 < first <= longest, not " + first + " and " + longest);
    }
  }

  /**
   * How long to wait after so many failures.
   *
   * @param failures from 1
   */
  public Duration after(int failures) {
    int doublings = Math.min(failures - 1, 30);
    double whole = Math.min((double) first.toNanos() * (1L << doublings), longest.toNanos());
    return Duration.ofNanos((long) (whole * (1 - random.nextDouble() / 2)));
  }
}
