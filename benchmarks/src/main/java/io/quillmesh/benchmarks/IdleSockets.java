package io.quillmesh.benchmarks;

import io.quillmesh.benchmarks.cost.Heap;
import io.quillmesh.benchmarks.load.Driver;
import io.quillmesh.benchmarks.load.Load;
import io.quillmesh.benchmarks.load.Outcome;
import io.quillmesh.endtoend.client.Crowd;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Opens sockets on which nothing happens, and sees what the gateway pays for them. */
final class IdleSockets {

  /** So long that each socket is pinged twice. */
  private static final Duration HELD_FOR = Duration.ofSeconds(60);

  private final URI gateway;
  private final Heap heap;
  private final Driver driver;

  IdleSockets(URI gateway, Heap heap, Driver driver) {
    this.gateway = gateway;
    this.heap = heap;
    this.driver = driver;
  }

  /**
   * What came of it.
   *
   * @param wanted how many were to be opened
   * @param held how many are open after a minute
   * @param refusals why the others are not, and how many of them
   * @param opening how long it took to open all
   * @param heapBefore bytes alive in the gateway's heap before
   * @param heapWith the same with all sockets open
   * @param heapAfter the same when they are gone
   * @param turns what became of turns of other people meanwhile
   */
  record Crowded(
      int wanted,
      long held,
      Map<String, Integer> refusals,
      Duration opening,
      long heapBefore,
      long heapWith,
      long heapAfter,
      Outcome turns) {

    long bytesPerSocket() {
      return (heapWith - heapBefore) / Math.max(1, held);
    }

    /** Whether all are held and nobody else noticed. */
    boolean isGood() {
      return held == wanted && turns.lost() == 0 && turns.wrong().isEmpty();
    }
  }

  Crowded measure(int sockets, Load load) throws IOException, InterruptedException {
    long before = heap.live();
    long begin = System.nanoTime();
    long held;
    long with;
    Map<String, Integer> refusals;
    Duration opening;
    Outcome turns;
    try (Crowd crowd = Crowd.gather(gateway, sockets)) {
      opening = Duration.ofNanos(System.nanoTime() - begin);
      Thread.sleep(HELD_FOR);
      with = heap.live();
      turns = driver.run(load, null);
      held = crowd.held();
      refusals = crowd.refusals();
    }
    // The gateway hears of each closed socket by itself.
    Thread.sleep(HELD_FOR);
    return new Crowded(sockets, held, refusals, opening, before, with, heap.live(), turns);
  }
}
