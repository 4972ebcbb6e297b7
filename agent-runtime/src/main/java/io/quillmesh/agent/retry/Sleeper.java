package io.quillmesh.agent.retry;

import java.time.Duration;

/** Waits, except in tests. */
@FunctionalInterface
public interface Sleeper {
  /** A thread's sleep. */
  Sleeper REAL = Thread::sleep;

  /** Waits this long. */
  void sleep(Duration duration) throws InterruptedException;
}
