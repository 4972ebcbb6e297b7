package io.quillmesh.benchmarks.idle;

import io.quillmesh.benchmarks.cost.Costs;
import io.quillmesh.benchmarks.cost.Meter;
import io.quillmesh.benchmarks.load.Driver;
import io.quillmesh.benchmarks.load.Load;
import io.quillmesh.benchmarks.load.Outcome;
import java.time.Duration;

/**
 * Runs a few turns, lets the mesh come to rest, and measures what it uses while nobody wants
 * anything.
 */
public final class IdleMesh {

  /**
   * The wait after the last turn. By then everything is committed, and compilers and collectors are
   * done.
   */
  private static final Duration UNTIL_REST = Duration.ofSeconds(60);

  private static final Duration MEASURED_FOR = Duration.ofSeconds(60);

  private final Meter meter;
  private final Driver driver;

  public IdleMesh(Meter meter, Driver driver) {
    this.meter = meter;
    this.driver = driver;
  }

  /**
   * The result.
   *
   * @param turns those before the rest
   * @param costs of a minute without turns
   */
  public record Rested(Outcome turns, Costs costs) {

    /** Whether all turns before went well, so that the mesh rests because its work is done. */
    public boolean isGood() {
      return turns.lost() == 0 && turns.wrong().isEmpty();
    }
  }

  public Rested measure(Load load) throws InterruptedException {
    Outcome turns = driver.run(load, null);
    Thread.sleep(UNTIL_REST);
    Meter.Reading before = meter.read();
    Thread.sleep(MEASURED_FOR);
    return new Rested(turns, meter.read().since(before));
  }
}
