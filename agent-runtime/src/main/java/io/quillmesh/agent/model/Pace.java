package io.quillmesh.agent.model;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * How long text gathers before it is looked at. Waking up for a token costs several times what the
 * token itself does, and everything behind it (a record, its fold, a frame) costs as much again; so
 * what an instance spends on streams is bounded: about five hundred looks a second, however many
 * streams there are. A single one is looked at as often as a person can tell the difference.
 *
 * @param streams how many are open
 */
record Pace(IntSupplier streams) {
  private static final long MILLIS_PER_STREAM = 2;
  private static final long SHORTEST_MILLIS = 25;
  private static final long LONGEST_MILLIS = 250;

  /** Below this, a rest would cost more than it saves. */
  private static final long SHORTEST_REST_MILLIS = 10;

  /** Nothing is gained by resting: all comes at once. */
  static final Pace OF_WHOLE_ANSWERS = new Pace(() -> 0);

  /** Between two chunks of one text. */
  Duration gathering() {
    return Duration.ofMillis(Math.clamp(share(), SHORTEST_MILLIS, LONGEST_MILLIS));
  }

  /** Between reading all that a provider has sent and looking for more; zero for no rest. */
  Duration rest() {
    long millis = Math.min(share(), LONGEST_MILLIS);
    return millis < SHORTEST_REST_MILLIS ? Duration.ZERO : Duration.ofMillis(millis);
  }

  private long share() {
    return streams.getAsInt() * MILLIS_PER_STREAM;
  }
}
