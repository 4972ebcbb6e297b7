package io.quillmesh.localmesh;

import java.time.Duration;

/**
 * What happens when a process dies again and again.
 *
 * @param first wait before the first restart; doubled for every quick death after it
 * @param longest wait between two restarts
 * @param quick a process that was ready for longer counts as healthy
 * @param limit as many quick deaths in a row are an error
 */
record RestartPolicy(Duration first, Duration longest, Duration quick, int limit) {

  static final RestartPolicy DEFAULT =
      new RestartPolicy(Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(60), 3);

  /** How long to wait after so many quick deaths in a row. */
  Duration backOff(int deaths) {
    int doublings = Math.min(deaths - 1, 20);
    Duration wait = first.multipliedBy(1L << Math.max(0, doublings));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
