package io.quillmesh.benchmarks.report;

import io.quillmesh.benchmarks.cost.Costs;
import io.quillmesh.benchmarks.load.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cost of each process: one row for each process, one column for each load. */
final class CostTable {

  private CostTable() {}

  /** Milliseconds of processor time for each turn. */
  static Table processorTime(List<Outcome> outcomes) {
    Table table = table("processor time a turn, ms", outcomes);
    for (String name : names(outcomes)) {
      row(table, name, outcomes, outcome -> time(outcome, outcome.costs().processes().get(name)));
    }
    row(table, "**all of the mesh**", outcomes, outcome -> time(outcome, outcome.costs().mesh()));
    row(
        table,
        "the same without the model",
        outcomes,
        outcome -> time(outcome, outcome.costs().mesh().minus(model(outcome.costs()))));
    row(table, "this driver", outcomes, outcome -> time(outcome, outcome.costs().driver()));
    row(table, "anything else here", outcomes, outcome -> time(outcome, outcome.costs().others()));
    return table;
  }

  /** Resident memory at the end, in megabytes. */
  static Table memory(List<Outcome> outcomes) {
    Table table = table("memory (RSS), MB", outcomes);
    for (String name : names(outcomes)) {
      row(table, name, outcomes, outcome -> megabytes(outcome.costs().memory().get(name)));
    }
    row(
        table,
        "**all of the mesh**",
        outcomes,
        outcome ->
            megabytes(outcome.costs().memory().values().stream().mapToLong(Long::longValue).sum()));
    return table;
  }

  private static Table table(String what, List<Outcome> outcomes) {
    List<String> head = new ArrayList<>(List.of(what));
    outcomes.forEach(outcome -> head.add(outcome.load().conversations() + " at once"));
    return new Table(head);
  }

  private static void row(
      Table table, String name, List<Outcome> outcomes, Function<Outcome, String> cell) {
    table.row(Stream.concat(Stream.of(name), outcomes.stream().map(cell)).toList());
  }

  private static Set<String> names(List<Outcome> outcomes) {
    Set<String> names = new TreeSet<>();
    outcomes.forEach(outcome -> names.addAll(outcome.costs().processes().keySet()));
    return names;
  }

  private static Duration model(Costs costs) {
    return costs.processes().getOrDefault("offline-model", Duration.ZERO);
  }

  private static String time(Outcome outcome, @Nullable Duration all) {
    return all == null
        ? "-"
        : "%.1f".formatted(all.toNanos() / 1e6 / Math.max(1, outcome.turns().size()));
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null || bytes == 0 ? "-" : String.valueOf(bytes / 1_000_000);
  }
}
