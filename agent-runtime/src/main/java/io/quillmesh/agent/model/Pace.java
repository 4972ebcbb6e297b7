package io.quillmesh.agent.model;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * When the texts that are being written are looked at. Waking up for a token costs several times
 * what the token itself does, and everything behind it (a record, its fold, a frame) costs as much
 * again; so the more streams an instance has, the more seldom it looks at them. A single one is
 * looked at as often as a person can tell the difference.
 *
 * <p>All streams are looked at in the same moment, so that what is new in them goes to the broker
 * in a few requests, comes to the gateway in a few answers and is committed there together. The
 * period has three steps, so that the moment is not another one after each stream that begins or
 * ends.
 *
 * @param streams how many are open
 * @param nanoTime the clock that all of them have
 */
record Pace(IntSupplier streams, LongSupplier nanoTime) {
  private static final int FEW = 12;
  private static final int MANY = 50;
  private static final long SHORTEST_MILLIS = 25;
  private static final long USUAL_MILLIS = 50;
  private static final long LONGEST_MILLIS = 100;

  /** Nothing is gained by resting: all comes at once. */
  static final Pace OF_WHOLE_ANSWERS = new Pace(() -> 0, System::nanoTime);

  /**
   * Until all that has come is read from the network, which is when a period begins; zero, which is
   * at once, while a rest would cost more than it saves.
   */
  Duration untilRead() {
    long period = periodMillis();
    return period == SHORTEST_MILLIS ? Duration.ZERO : until(period, 0);
  }

  /** Until the text that was read is handed on, which is in the middle of a period. */
  Duration untilLook() {
    long period = periodMillis();
    return until(period, period / 2);
  }

  private Duration until(long periodMillis, long offsetMillis) {
    long period = Duration.ofMillis(periodMillis).toNanos();
    long offset = Duration.ofMillis(offsetMillis).toNanos();
    long left = period - Math.floorMod(nanoTime.getAsLong() - offset, period);
    // A stream that has just begun may join the others one later: little would have come by now.
    return Duration.ofNanos(left < period / 2 ? left + period : left);
  }

  private long periodMillis() {
    int open = streams.getAsInt();
    if (open <= FEW) {
      return SHORTEST_MILLIS;
    }
    return open <= MANY ? USUAL_MILLIS : LONGEST_MILLIS;
  }
}
