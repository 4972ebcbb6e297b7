package io.quillmesh.gateway.conversation.topology;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Makes effects atomic for readers: a conversation is many pieces, and a reader must not see some
 * from before an event and some from after it.
 */
public final class Locks {
  private static final int STRIPES = 256;

  private final ReadWriteLock[] stripes = new ReadWriteLock[STRIPES];

  public Locks() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantReadWriteLock();
    }
  }

  void writing(String conversationId, Runnable work) {
    Lock lock = stripe(conversationId).writeLock();
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  public <T> T reading(String conversationId, Supplier<T> work) {
    Lock lock = stripe(conversationId).readLock();
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private ReadWriteLock stripe(String conversationId) {
    return stripes[Math.floorMod(conversationId.hashCode(), STRIPES)];
  }
}
