package io.quillmesh.benchmarks.report;

import io.quillmesh.benchmarks.cost.Costs;
import java.time.Duration;
import java.util.List;

/** The share of one core that each process uses while nothing happens. */
final class IdleTable {

  private IdleTable() {}

  static Table of(Costs costs) {
    var table = new Table(List.of("at rest", "% of a core"));
    costs.processes().forEach((name, time) -> table.row(row(name, time, costs)));
    table.row(row("**all of the mesh**", costs.mesh(), costs));
    table.row(row("this driver", costs.driver(), costs));
    table.row(row("anything else here", costs.others(), costs));
    return table;
  }

  private static List<String> row(String name, Duration used, Costs costs) {
    double share = 100.0 * used.toNanos() / Math.max(1, costs.elapsed().toNanos());
    return List.of(name, "%.2f".formatted(share));
  }
}
