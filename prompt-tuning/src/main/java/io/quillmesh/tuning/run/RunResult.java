package io.quillmesh.tuning.run;

import io.quillmesh.tuning.method.Tuned;
import io.quillmesh.tuning.training.Scored;

/**
 * A run that is done.
 *
 * @param epochs how many it took until dev was best
 * @param dev what it says of dev
 * @param test what it says of test
 * @param cost what it took
 */
public record RunResult(Tuned tuned, int epochs, Scored dev, Scored test, Cost cost) {
  /**
   * What a run took.
   *
   * @param seconds by the clock, all sessions of a run together
   * @param processorSeconds of all threads
   * @param megabytes of memory at most, mapped weights included; 0 if unknown
   * @param milliseconds to classify one message on one thread: half of them were faster
   * @param trained numbers that were trained, those that are thrown away included
   */
  public record Cost(
      double seconds,
      double processorSeconds,
      double megabytes,
      double milliseconds,
      long trained) {}
}
