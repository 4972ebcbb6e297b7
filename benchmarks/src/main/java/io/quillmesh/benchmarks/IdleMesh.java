package io.quillmesh.benchmarks;

import io.quillmesh.benchmarks.cost.Costs;
import io.quillmesh.benchmarks.cost.Meter;
import io.quillmesh.benchmarks.load.Driver;
import io.quillmesh.benchmarks.load.Load;
import io.quillmesh.benchmarks.load.Outcome;
import java.time.Duration;

/**
 * Has a few turns, lets the mesh come to rest, and sees what it takes while nobody wants anything.
 */
final class IdleMesh {

  /** After the last turn: by then all is committed, and compilers and collectors are done. */
  private static final Duration UNTIL_REST = Duration.ofSeconds(60);

  private static final Duration MEASURED_FOR = Duration.ofSeconds(60);

  private final Meter meter;
  private final Driver driver;

  IdleMesh(Meter meter, Driver driver) {
    this.meter = meter;
    this.driver = driver;
  }

  /**
   * What came of it.
   *
   * @param turns those before it
   * @param costs of a minute without any
   */
  record Rested(Outcome turns, Costs costs) {

    /** Whether it was at rest for having done its work. */
    boolean isGood() {
      return turns.lost() == 0 && turns.wrong().isEmpty();
    }
  }

  Rested measure(Load load) throws InterruptedException {
    Outcome turns = driver.run(load, null);
    Thread.sleep(UNTIL_REST);
    Meter.Reading before = meter.read();
    Thread.sleep(MEASURED_FOR);
    return new Rested(turns, meter.read().since(before));
  }
}
