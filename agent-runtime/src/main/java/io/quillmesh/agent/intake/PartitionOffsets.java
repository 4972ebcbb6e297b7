package io.quillmesh.agent.intake;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The records of one partition that are at work, for one assignment of that partition. Records end
 * in any order; the highest one below which all are done is acknowledged. Once the partition is
 * taken away, nothing is: an acknowledgement then could undo what the next owner has committed.
 *
 * <p>{@code take} is called by the consumer's thread, the others by any. Acknowledging happens
 * under the lock, so after {@link #close} none is on its way.
 */
final class PartitionOffsets {
  private final Deque<Entry> atWork = new ArrayDeque<>();
  private boolean closed;
  private long last = -1;

  /** One record at work. */
  final class Entry {
    private final Runnable acknowledge;
    private boolean done;

    private Entry(Runnable acknowledge) {
      this.acknowledge = acknowledge;
    }

    /** The record is done. */
    void done() {
      finish(this);
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
  synchronized Entry take(long offset, Runnable acknowledge) {
    last = offset;
    Entry entry = new Entry(acknowledge);
    atWork.addLast(entry);
    return entry;
  }

  private synchronized void finish(Entry entry) {
    entry.done = true;
    if (closed) {
      return;
    }
    Entry highest = null;
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
