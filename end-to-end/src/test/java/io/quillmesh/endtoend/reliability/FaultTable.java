package io.quillmesh.endtoend.reliability;

import io.quillmesh.endtoend.reliability.Turn.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One row for each fault, as Markdown. */
final class FaultTable {

  private static final Path FILE = Path.of("target/fault-table.md");
  static final List<String> AGENTS = List.of("intent", "context", "generator", "reply", "phase");

  private final List<String> rows =
      new ArrayList<>(
          List.of(
              "| fault | turns | good | an agent failed | `RUN_ERROR` | lost or wrong | longest turn, s | all good again after, s | model calls too many |",
              "|---|--:|--:|--:|--:|--:|--:|--:|---|"));

  void add(String fault, List<Turn> turns, Duration recovery, Map<String, Long> surplus) {
    String row =
        "| %s | %d | %d | %d | %d | %d | %.1f | %.1f | %s |"
            .formatted(
                fault,
                turns.size(),
                count(turns, End.GOOD),
                count(turns, End.DEGRADED),
                count(turns, End.FAILED),
                count(turns, End.LOST) + count(turns, End.WRONG),
                turns.stream().mapToLong(turn -> turn.took().toMillis()).max().orElse(0) / 1000.0,
                recovery.toMillis() / 1000.0,
                describe(surplus));
    rows.add(row);
    System.out.println(row);
  }

  private static String describe(Map<String, Long> surplus) {
    List<String> parts =
        AGENTS.stream()
            .filter(agent -> surplus.getOrDefault(agent, 0L) != 0)
            .map(agent -> agent + " " + surplus.get(agent))
            .toList();
    return parts.isEmpty() ? "0" : String.join(", ", parts);
  }

  static long count(List<Turn> turns, End end) {
    return turns.stream().filter(turn -> turn.end() == end).count();
  }

  /** Adds a line below the table. */
  void note(String line) {
    rows.add("");
    rows.add(line);
  }

  /** Prints the table and stores it beside the test reports. */
  void publish() throws IOException {
    Files.write(FILE, rows);
    System.out.println(String.join("\n", rows));
  }
}
