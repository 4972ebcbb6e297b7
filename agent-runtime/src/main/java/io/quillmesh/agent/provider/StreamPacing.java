package io.quillmesh.agent.provider;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When text is handed on while it is written. Each piece wakes threads here, in the broker and in
 * the gateway, which costs several times what the tokens themselves do; ten pieces a second are
 * enough for a client that shows them evenly.
 *
 * <p>All streams of an instance are handed on in the same moment, so that what is new in them goes
 * to the broker in a few requests, comes to the gateway in a few answers and is committed there
 * together.
 *
 * @param period how much time there is between two pieces of a stream
 * @param nanoTime the clock that all streams have
 */
record StreamPacing(Duration period, LongSupplier nanoTime) {
  private static final Duration PERIOD = Duration.ofMillis(90);

  static final StreamPacing USUAL = new StreamPacing(PERIOD, System::nanoTime);

  /** Until the next moment; for a stream that has just been handed on, the one after it. */
  Duration untilNext() {
    long nanos = period.toNanos();
    long left = nanos - Math.floorMod(nanoTime.getAsLong(), nanos);
    // The first piece of a stream goes at once, at any time: little would have come by now.
    return Duration.ofNanos(left < nanos / 2 ? left + nanos : left);
  }
}
