package io.quillmesh.benchmarks.report;

import io.quillmesh.benchmarks.idle.IdleSockets.Crowded;
import java.util.List;

/** The cost of idle sockets for the gateway. */
final class CrowdTable {

  private static final List<String> HEAD =
      List.of(
          "sockets",
          "held for a minute",
          "heap by socket, KB",
          "live heap, MB: before / with them / after",
          "gateway's RSS, MB",
          "opened in, s",
          "turns meanwhile",
          "lost",
          "wrong");

  private CrowdTable() {}

  static Table of(List<Crowded> all) {
    var table = new Table(HEAD);
    for (Crowded each : all) {
      var turns = each.turns();
      table.row(
          List.of(
              String.valueOf(each.wanted()),
              String.valueOf(each.held()),
              "%.1f".formatted(each.bytesPerSocket() / 1e3),
              "%d / %d / %d"
                  .formatted(
                      each.heapBefore() / 1_000_000,
                      each.heapWith() / 1_000_000,
                      each.heapAfter() / 1_000_000),
              String.valueOf(turns.costs().memory().getOrDefault("gateway", 0L) / 1_000_000),
              String.valueOf(each.opening().toSeconds()),
              String.valueOf(turns.turns().size()),
              String.valueOf(turns.lost()),
              String.valueOf(turns.wrong().size())));
    }
    return table;
  }
}
