package io.quillmesh.agent.cancel;

import io.quillmesh.agent.TurnCancelledException;
import io.quillmesh.agent.retry.StoppingException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether one turn was cancelled, and what to abort when it is. Safe for use by many threads. */
public final class Cancellation {
  private final String turnId;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final Set<Runnable> aborts = ConcurrentHashMap.newKeySet();

  /** For a turn that is not cancelled. */
  public Cancellation(String turnId) {
    this.turnId = turnId;
  }

  /** Whether the turn was cancelled. */
  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /**
   * Returns unless the turn was cancelled.
   *
   * @throws TurnCancelledException if it was
   */
  public void check() {
    if (isCancelled()) {
      throw new TurnCancelledException(turnId);
    }
  }

  /**
   * Runs something when the turn is cancelled, or at once if it already is.
   *
   * @param abort must not block; may run twice
   * @return removes it again
   */
  public Registration onCancel(Runnable abort) {
    aborts.add(abort);
    // If it was cancelled just now, cancel() may not have seen this one.
    if (isCancelled()) {
      abort.run();
    }
    return () -> aborts.remove(abort);
  }

  /**
   * Waits.
   *
   * @throws TurnCancelledException as soon as the turn is cancelled
   * @throws StoppingException if the thread is interrupted
   */
  public void sleep(Duration duration) {
    try {
      if (cancelled.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new TurnCancelledException(turnId);
      }
    } catch (InterruptedException e) {
      throw StoppingException.interrupted(e);
    }
  }

  /** Cancels the turn. */
  void cancel() {
    cancelled.countDown();
    aborts.forEach(Runnable::run);
  }

  /** What {@link #onCancel} set up. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
