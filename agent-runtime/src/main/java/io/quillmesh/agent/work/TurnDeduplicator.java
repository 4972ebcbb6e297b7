package io.quillmesh.agent.work;

import io.quillmesh.agent.retry.StoppingException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * The turns at work here, and those that were done recently. A record that comes again, after a
 * rebalance or because it was written twice, waits for the work that is under way instead of
 * starting it again. What is done is not repeated, and no model is paid twice.
 */
final class TurnDeduplicator {
  /** Records come again within the seconds that a rebalance takes. */
  private static final int MOST_DONE = 1_000;

  private final Set<String> done =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST_DONE;
                }
              }));
  private final Map<String, CompletableFuture<Void>> atWork = new ConcurrentHashMap<>();

  /**
   * Does the work, or waits for the thread that does it. Work that throws does not count as done.
   *
   * @throws StoppingException if the work was given up, here or there
   */
  void runOnce(String turn, Runnable work) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = atWork.putIfAbsent(turn, mine);
    if (other != null) {
      await(other);
      return;
    }
    try {
      // Only now: a thread marks its turn as done before it removes it from those at work.
      if (!done.contains(turn)) {
        work.run();
        done.add(turn);
      }
      mine.complete(null);
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      atWork.remove(turn, mine);
    }
  }

  /** Somebody wants it done again. */
  void forget(String turn) {
    done.remove(turn);
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
