package io.quillmesh.agent.model;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import okio.Buffer;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** An event stream between the thread that reads it and the one that parses it, line by line. */
final class ReadAhead implements Source {
  /** As long as OkHttp gives a connection to come to its end, so that it may serve again. */
  private static final long CLOSING_MILLIS = 100;

  private final Runnable cancel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Buffer waiting = new Buffer();
  private boolean ended;
  private @Nullable IOException failure;

  /**
   * @param cancel ends the reading thread, wherever it is
   */
  ReadAhead(Runnable cancel) {
    this.cancel = cancel;
  }

  /** Takes all that is in the buffer. */
  void add(Buffer came) {
    lock.lock();
    try {
      waiting.write(came, came.size());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nothing more comes.
   *
   * @param why null if that is in good order
   */
  void end(@Nullable IOException why) {
    lock.lock();
    try {
      ended = true;
      failure = why;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a whole line and gives all that there are, be they more than was asked for. */
  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    String lines = takeLines();
    if (lines.isEmpty()) {
      return -1;
    }
    long before = sink.size();
    sink.writeUtf8(JoinedEvents.join(lines));
    return sink.size() - before;
  }

  private String takeLines() throws IOException {
    try {
      lock.lockInterruptibly();
      try {
        long whole = wholeLines();
        while (whole == 0 && !ended) {
          changed.await();
          whole = wholeLines();
        }
        if (whole == 0 && failure != null) {
          throw failure;
        }
        return waiting.readUtf8(whole == 0 ? waiting.size() : whole);
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for the model");
    }
  }

  /** In bytes. */
  private long wholeLines() {
    // From the end, where the newline is most of the time.
    long at = waiting.size() - 1;
    while (at >= 0 && waiting.getByte(at) != '\n') {
      at--;
    }
    return at + 1;
  }

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(CLOSING_MILLIS);
      while (!ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (!ended) {
        cancel.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel.run();
    } finally {
      lock.unlock();
    }
  }
}
