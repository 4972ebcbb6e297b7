package io.quillmesh.agent.work;

import io.quillmesh.agent.retry.StoppingException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * The turns in work here. A record that comes again, after a rebalance or because it was written
 * twice, waits for the work that is under way instead of starting it anew.
 */
final class Flights {
  private final Map<String, CompletableFuture<Void>> flights = new ConcurrentHashMap<>();

  /**
   * Does the work, or waits for who does it.
   *
   * @throws StoppingException if the work was given up, here or there
   */
  void fly(String turnId, Runnable work) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = flights.putIfAbsent(turnId, mine);
    if (other != null) {
      await(other);
      return;
    }
    try {
      work.run();
      mine.complete(null);
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(turnId, mine);
    }
  }

  private static void await(CompletableFuture<Void> other) {
    try {
      other.get();
    } catch (InterruptedException e) {
      throw StoppingException.interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
