package io.quillmesh.agent.retry;

import java.time.Duration;

/** Waits; tests do not. */
@FunctionalInterface
public interface Sleeper {
  /** A thread's sleep. */
  Sleeper REAL = Thread::sleep;

  /** Waits so long. */
  void sleep(Duration duration) throws InterruptedException;
}
