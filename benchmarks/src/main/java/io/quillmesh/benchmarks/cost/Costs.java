package io.quillmesh.benchmarks.cost;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What something cost.
 *
 * @param elapsed wall-clock time
 * @param processes processor time of each of the mesh's processes
 * @param driver processor time of this process
 * @param machine processor time of everything on this machine; zero if the system does not say
 * @param memory of each of the mesh's processes at the end, in bytes, if the system says so
 * @param restarted processes that ended in between: their processor time is not complete
 */
public record Costs(
    Duration elapsed,
    Map<String, Duration> processes,
    Duration driver,
    Duration machine,
    Map<String, Long> memory,
    List<String> restarted) {

  /** Nothing. */
  public static final Costs NONE =
      new Costs(Duration.ZERO, Map.of(), Duration.ZERO, Duration.ZERO, Map.of(), List.of());

  /** The sum of two costs, one after the other. */
  public Costs plus(Costs later) {
    Map<String, Duration> sum = new TreeMap<>(processes);
    later.processes.forEach((name, time) -> sum.merge(name, time, Duration::plus));
    return new Costs(
        elapsed.plus(later.elapsed),
        sum,
        driver.plus(later.driver),
        machine.plus(later.machine),
        later.memory,
        Stream.concat(restarted.stream(), later.restarted.stream()).toList());
  }

  /** Processor time of all of the mesh's processes. */
  public Duration mesh() {
    return processes.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Processor time of everything except the mesh and this process. */
  public Duration others() {
    Duration others = machine.minus(mesh()).minus(driver);
    return others.isNegative() ? Duration.ZERO : others;
  }
}
