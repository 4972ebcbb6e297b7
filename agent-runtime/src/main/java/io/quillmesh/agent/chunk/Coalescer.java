package io.quillmesh.agent.chunk;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes few chunks of many tokens: the first goes out at once, for that is what a person waits for,
 * the others at intervals. A chunk never ends between the two halves of a surrogate pair.
 */
final class Coalescer {
  private final long interval;
  private final LongSupplier nanoTime;
  private final StringBuilder waiting = new StringBuilder();
  private int offset;
  private long due;

  /**
   * A piece of the text.
   *
   * @param offset where it begins, in UTF-16 units
   */
  record Chunk(int offset, String text) {}

  Coalescer(Duration interval, LongSupplier nanoTime) {
    this.interval = interval.toNanos();
    this.nanoTime = nanoTime;
    this.due = nanoTime.getAsLong();
  }

  /**
   * Takes more text.
   *
   * @return what is to go out now; null if it waits
   */
  @Nullable Chunk append(String piece) {
    waiting.append(piece);
    return isDue() ? take(whole()) : null;
  }

  /** How long until something is to go out; null when nothing waits. */
  @Nullable Duration untilDue() {
    return whole() == 0 ? null : Duration.ofNanos(Math.max(0, due - nanoTime.getAsLong()));
  }

  /** What is to go out now; null if nothing waits or it is not time. */
  @Nullable Chunk flush() {
    return isDue() ? take(whole()) : null;
  }

  /** All that is left; null if that is nothing. */
  @Nullable Chunk end() {
    return take(waiting.length());
  }

  private boolean isDue() {
    return nanoTime.getAsLong() - due >= 0;
  }

  /** How much waits, without half a pair at its end. */
  private int whole() {
    int length = waiting.length();
    return length > 0 && Character.isHighSurrogate(waiting.charAt(length - 1))
        ? length - 1
        : length;
  }

  private @Nullable Chunk take(int length) {
    if (length == 0) {
      return null;
    }
    Chunk chunk = new Chunk(offset, waiting.substring(0, length));
    waiting.delete(0, length);
    offset += length;
    due = nanoTime.getAsLong() + interval;
    return chunk;
  }
}
