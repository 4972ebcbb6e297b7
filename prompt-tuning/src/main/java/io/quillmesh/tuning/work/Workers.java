package io.quillmesh.tuning.work;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Does numbered pieces of work with several threads; each takes the next piece when it is ready.
 */
public final class Workers {
  private Workers() {}

  /** Returns when all is done; what a piece throws, this throws. */
  public static void run(int threads, int pieces, IntConsumer work) {
    if (threads == 1 || pieces == 1) {
      for (int i = 0; i < pieces; i++) {
        work.accept(i);
      }
      return;
    }
    var next = new AtomicInteger();
    var running = new ArrayList<Future<?>>();
    // New threads cost much less than a piece of work, and nobody has to end them later.
    try (var executor = Executors.newFixedThreadPool(Math.min(threads, pieces))) {
      for (int t = 0; t < threads; t++) {
        running.add(
            executor.submit(() -> {
              for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                work.accept(i);
              }
            }));
      }
    }
    for (Future<?> thread : running) {
      join(thread);
    }
  }

  private static void join(Future<?> thread) {
    try {
      thread.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while an encoder ran", e);
    }
  }
}
