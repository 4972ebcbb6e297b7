package io.quillmesh.endtoend.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** The frames of one connection in the order in which they came, and who waits for some of them. */
final class FrameQueue {

  private static final int SHOWN = 5;

  private final List<Frame> frames = new ArrayList<>();
  private OptionalInt closeCode = OptionalInt.empty();

  synchronized void add(Frame frame) {
    // Who has gone away sees no more.
    if (closeCode.isEmpty()) {
      frames.add(frame);
      notifyAll();
    }
  }

  synchronized void closed(int code) {
    if (closeCode.isEmpty()) {
      closeCode = OptionalInt.of(code);
      notifyAll();
    }
  }

  synchronized List<Frame> copy() {
    return List.copyOf(frames);
  }

  /**
   * The first frame that is wanted; the test sees every frame once, in order, from the first.
   *
   * @throws AssertionError if it does not come
   */
  synchronized Frame await(String what, Duration patience, Predicate<Frame> wanted) {
    long end = System.nanoTime() + patience.toNanos();
    for (int next = 0; ; ) {
      for (; next < frames.size(); next++) {
        if (wanted.test(frames.get(next))) {
          return frames.get(next);
        }
      }
      if (closeCode.isPresent()) {
        throw new AssertionError(
            "closed with %d while waiting for %s".formatted(closeCode.getAsInt(), what));
      }
      waitUntil(end, what);
    }
  }

  synchronized int awaitClose(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (closeCode.isEmpty()) {
      waitUntil(end, "the end of the connection");
    }
    return closeCode.getAsInt();
  }

  /** Waits for a change. */
  private void waitUntil(long end, String what) {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      List<Frame> last = frames.subList(Math.max(0, frames.size() - SHOWN), frames.size());
      throw new AssertionError("waited in vain for %s; the last frames: %s".formatted(what, last));
    }
    try {
      wait(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, e);
    }
  }
}
