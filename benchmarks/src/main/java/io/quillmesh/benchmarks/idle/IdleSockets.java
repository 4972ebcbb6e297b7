package io.quillmesh.benchmarks.idle;

import io.quillmesh.benchmarks.cost.Heap;
import io.quillmesh.benchmarks.load.Driver;
import io.quillmesh.benchmarks.load.Load;
import io.quillmesh.benchmarks.load.Outcome;
import io.quillmesh.endtoend.client.Crowd;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Opens sockets on which nothing happens, and measures what they cost the gateway. */
public final class IdleSockets {

  /** Long enough that each socket is pinged twice. */
  private static final Duration HELD_FOR = Duration.ofSeconds(60);

  private final URI gateway;
  private final Heap heap;
  private final Driver driver;

  public IdleSockets(URI gateway, Heap heap, Driver driver) {
    this.gateway = gateway;
    this.heap = heap;
    this.driver = driver;
  }

  /**
   * The result.
   *
   * @param wanted how many sockets to open
   * @param held how many of them are open after a minute
   * @param refusals the reasons why the others are not open, each with its count
   * @param opening how long it took to open all of them
   * @param heapBefore live bytes in the gateway's heap before
   * @param heapWith live bytes while all sockets are open
   * @param heapAfter live bytes after they are closed
   * @param turns the turns of other people meanwhile
   */
  public record Crowded(
      int wanted,
      long held,
      Map<String, Integer> refusals,
      Duration opening,
      long heapBefore,
      long heapWith,
      long heapAfter,
      Outcome turns) {

    public long bytesPerSocket() {
      return (heapWith - heapBefore) / Math.max(1, held);
    }

    /** Whether all sockets are still open and other people's turns went well. */
    public boolean isGood() {
      return held == wanted && turns.lost() == 0 && turns.wrong().isEmpty();
    }
  }

  public Crowded measure(int sockets, Load load) throws IOException, InterruptedException {
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
    // The gateway is told about each closed socket separately.
    Thread.sleep(HELD_FOR);
    return new Crowded(sockets, held, refusals, opening, before, with, heap.live(), turns);
  }
}
