package io.quillmesh.agent.intake;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The records of one partition that are at work, for one assignment of that partition. Records end
 * in any order; the highest one below which all are done is acknowledged. Once the partition is
 * taken away, nothing is: an acknowledgement then could undo what the next consumer has committed.
 *
 * <p>The same problem, and the same names, as in LINE's decaton.
 *
 * <p>{@code take} is called by the consumer's thread, the others by any. Acknowledging happens
 * under the lock, so after {@link #close} none is on its way.
 */
final class OutOfOrderCommitControl {
  private final Deque<OffsetState> atWork = new ArrayDeque<>();
  private boolean closed;
  private long last = -1;

  /** One record at work. */
  final class OffsetState {
    private final Runnable acknowledge;
    private boolean done;

    private OffsetState(Runnable acknowledge) {
      this.acknowledge = acknowledge;
    }

    /** The record is done. */
    void complete() {
      OutOfOrderCommitControl.this.complete(this);
    }
  }

  /** Whether nothing is at work. What is done is acknowledged before it counts as such. */
  synchronized boolean isEmpty() {
    return atWork.isEmpty();
  }

  /** Whether a record of this offset comes after all that were taken so far. */
  synchronized boolean isNext(long offset) {
    return !closed && offset > last;
  }

  /**
   * A record goes to work.
   *
   * @param acknowledge acknowledges it and all before it; must not block
   */
  synchronized OffsetState take(long offset, Runnable acknowledge) {
    last = offset;
    OffsetState state = new OffsetState(acknowledge);
    atWork.addLast(state);
    return state;
  }

  private synchronized void complete(OffsetState state) {
    state.done = true;
    if (closed) {
      return;
    }
    OffsetState highest = null;
    while (!atWork.isEmpty() && atWork.peekFirst().done) {
      highest = atWork.pollFirst();
    }
    if (highest != null) {
      highest.acknowledge.run();
    }
  }

  /** The partition is no longer ours. */
  synchronized void close() {
    closed = true;
    atWork.clear();
  }
}
