package io.quillmesh.agent.intake;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the records at work and closes the valve when there are enough. Safe for many threads. */
final class InFlight {
  private final int max;
  private final Valve valve;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition empty = lock.newCondition();
  private int count;
  private boolean paused;
  private boolean draining;

  /** What lets records in. */
  interface Valve {
    /** No more records, until {@link #resume}; at once. */
    void pause();

    /** Records again. */
    void resume();
  }

  InFlight(int max, Valve valve) {
    this.max = max;
    this.valve = valve;
  }

  /** One more record is at work. */
  void started() {
    lock.lock();
    try {
      count++;
      if (count >= max && !paused) {
        paused = true;
        valve.pause();
      }
    } finally {
      lock.unlock();
    }
  }

  /** One record less. */
  void ended() {
    lock.lock();
    try {
      count--;
      if (count == 0) {
        empty.signalAll();
      }
      if (paused && count < max && !draining) {
        paused = false;
        valve.resume();
      }
    } finally {
      lock.unlock();
    }
  }

  int count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** From here on no more records come in, until {@link #open}. */
  void drain() {
    lock.lock();
    try {
      draining = true;
      paused = true;
      valve.pause();
    } finally {
      lock.unlock();
    }
  }

  /** Records may come in. */
  void open() {
    lock.lock();
    try {
      draining = false;
      if (paused && count < max) {
        paused = false;
        valve.resume();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nothing is at work.
   *
   * @return false if that took too long
   */
  boolean awaitEmpty(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (count > 0 && left > 0) {
        left = empty.awaitNanos(left);
      }
      return count == 0;
    } finally {
      lock.unlock();
    }
  }
}
