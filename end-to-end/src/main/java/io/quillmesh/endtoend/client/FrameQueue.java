package io.quillmesh.endtoend.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The frames of one connection in their order, and the threads that wait for some of them. */
final class FrameQueue {

  private static final int SHOWN = 5;

  private final List<Frame> frames = new ArrayList<>();
  private final List<Waiter> waiters = new ArrayList<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

  /** A waiting thread is woken only by the frame that it wants. */
  private record Waiter(Predicate<Frame> wanted, CompletableFuture<Frame> found) {
    boolean isServedBy(Frame frame) {
      return wanted.test(frame) && found.complete(frame);
    }
  }

  synchronized void add(Frame frame) {
    // A client that has disconnected sees no more frames.
    if (!closeCode.isDone()) {
      frames.add(frame);
      waiters.removeIf(waiter -> waiter.isServedBy(frame));
    }
  }

  synchronized void closed(int code) {
    if (closeCode.complete(code)) {
      waiters.forEach(waiter -> waiter.found().completeExceptionally(closed()));
      waiters.clear();
    }
  }

  synchronized List<Frame> copy() {
    return List.copyOf(frames);
  }

  /**
   * The first frame that passes the test. The test sees every frame once, in order, from the first.
   *
   * @throws AssertionError if there is none in time
   */
  Frame await(String what, Duration patience, Predicate<Frame> wanted) {
    return await(what, patience, search(wanted));
  }

  /** Like {@link #await}; null if the connection is closed before. */
  @Nullable Frame awaitUnlessClosed(String what, Duration patience, Predicate<Frame> wanted) {
    return await(what, patience, search(wanted).<@Nullable Frame>handle((frame, _) -> frame));
  }

  int awaitClose(Duration patience) {
    return await("the end of the connection", patience, closeCode);
  }

  private synchronized CompletableFuture<Frame> search(Predicate<Frame> wanted) {
    for (Frame frame : frames) {
      if (wanted.test(frame)) {
        return CompletableFuture.completedFuture(frame);
      }
    }
    var found = new CompletableFuture<Frame>();
    if (closeCode.isDone()) {
      found.completeExceptionally(closed());
    } else {
      waiters.add(new Waiter(wanted, found));
    }
    return found;
  }

  private IllegalStateException closed() {
    return new IllegalStateException("closed with " + closeCode.join());
  }

  private <T extends @Nullable Object> T await(
      String what, Duration patience, CompletableFuture<T> future) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(
          "closed with %d while waiting for %s".formatted(closeCode.join(), what), e);
    } catch (TimeoutException e) {
      List<Frame> all = copy();
      List<Frame> last = all.subList(Math.max(0, all.size() - SHOWN), all.size());
      throw new AssertionError(
          "waited in vain for %s; the last frames: %s".formatted(what, last), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, e);
    }
  }
}
