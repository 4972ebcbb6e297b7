package io.quillmesh.localmesh.supervision;

import java.time.Duration;

/**
 * When to restart a process that has ended. One that has done its work restarts at once; one that
 * does not get ready waits longer each time.
 *
 * @param first wait after an attempt that did not get ready; doubled after each further one in a
 *     row
 * @param longest wait between two attempts
 * @param working a process that was ready for this long counts as having done its work
 * @param tries this many runs in a row that did no work are an error
 */
public record RestartPolicy(Duration first, Duration longest, Duration working, int tries) {

  public static final RestartPolicy DEFAULT =
      new RestartPolicy(Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(20), 5);

  /** How long to wait after this many attempts in a row, at least one, that did not get ready. */
  Duration backOff(int unready) {
    int doublings = Math.min(unready - 1, 20);
    Duration wait = first.multipliedBy(1L << doublings);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
