package io.quillmesh.benchmarks.report;

import io.quillmesh.benchmarks.load.Outcome;
import io.quillmesh.benchmarks.load.Waits;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long people waited, and how many turns went wrong. */
final class WaitTable {

  private static final List<String> HEAD =
      List.of(
          "conversations",
          "turns",
          "first token, ms: p50 / p95 / p99",
          "above the bound",
          "done, ms: p50 / p95 / p99",
          "above the bound",
          "turns/s",
          "lost",
          "degraded",
          "wrong");

  private WaitTable() {}

  static Table of(List<Outcome> outcomes) {
    var table = new Table(HEAD);
    for (Outcome outcome : outcomes) {
      table.row(
          List.of(
              String.valueOf(outcome.load().conversations()),
              String.valueOf(outcome.turns().size()),
              waits(outcome.firstToken()),
              waits(outcome.firstTokenAboveBound()),
              waits(outcome.done()),
              waits(outcome.doneAboveBound()),
              "%.1f".formatted(outcome.turnsPerSecond()),
              String.valueOf(outcome.lost()),
              String.valueOf(outcome.degraded()),
              String.valueOf(outcome.wrong().size())));
    }
    return table;
  }

  private static String waits(Waits waits) {
    return Stream.of(0.5, 0.95, 0.99)
        .map(share ->
            waits.percentile(share).map(Duration::toMillis).map(String::valueOf).orElse("-"))
        .collect(Collectors.joining(" / "));
  }
}
