package io.quillmesh.agent.intake;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the records at work and pauses the consumer while the next poll might bring too many. Safe
 * for many threads.
 */
final class InFlight {
  private final int room;
  private final Pausable consumer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition empty = lock.newCondition();
  private int count;
  private boolean paused;
  private boolean draining;

  /** What brings records. */
  interface Pausable {
    /** No more polls that bring records, until {@link #resume}. */
    void pause();

    /** Records again, from the next poll on. */
    void resume();
  }

  /**
   * @param max how many records are at work at most
   * @param poll how many records a poll brings at most
   */
  InFlight(int max, int poll, Pausable consumer) {
    this.room = max - poll;
    this.consumer = consumer;
  }

  /** One more record is at work. */
  void started() {
    lock.lock();
    try {
      count++;
      if (count > room && !paused) {
        paused = true;
        consumer.pause();
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
      if (paused && count <= room && !draining) {
        paused = false;
        consumer.resume();
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

  /** From here on only the rest of a poll comes in, until {@link #open}. */
  void drain() {
    lock.lock();
    try {
      draining = true;
      paused = true;
      consumer.pause();
    } finally {
      lock.unlock();
    }
  }

  /** Records may come in. */
  void open() {
    lock.lock();
    try {
      draining = false;
      if (paused && count <= room) {
        paused = false;
        consumer.resume();
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
  boolean awaitEmpty(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
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
