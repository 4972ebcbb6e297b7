package io.quillmesh.benchmarks.report;

import io.quillmesh.benchmarks.page.Drawn;
import java.util.List;

/** The frames of a page, in milliseconds. */
final class PageTable {

  private PageTable() {}

  static Table of(List<Drawn> all) {
    var table =
        new Table(
            List.of(
                "article",
                "first shown",
                "frame, median",
                "frame, p95",
                "longest",
                "tasks > 50 ms"));
    for (Drawn drawn : all) {
      table.row(
          List.of(
              drawn.kilobytes() + " KB",
              String.valueOf(drawn.first()),
              String.valueOf(drawn.median()),
              String.valueOf(drawn.p95()),
              String.valueOf(drawn.max()),
              String.valueOf(drawn.longTasks())));
    }
    return table;
  }
}
