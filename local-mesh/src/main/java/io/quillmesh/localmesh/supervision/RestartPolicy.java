package io.quillmesh.localmesh.supervision;

import java.time.Duration;

/**
 * When a process that has ended is started again. One that did its work starts again at once; one
 * that never gets ready waits longer each time.
 *
 * @param first wait after a try that did not get ready; doubled for every further one in a row
 * @param longest wait between two tries
 * @param working a process that was ready for as long has done its work
 * @param tries so many lives in a row, none of which did its work, are an error
 */
public record RestartPolicy(Duration first, Duration longest, Duration working, int tries) {

  public static final RestartPolicy DEFAULT =
      new RestartPolicy(Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(20), 5);

  /** How long to wait after so many tries in a row that did not get ready, at least one. */
  Duration backOff(int unready) {
    int doublings = Math.min(unready - 1, 20);
    Duration wait = first.multipliedBy(1L << doublings);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
