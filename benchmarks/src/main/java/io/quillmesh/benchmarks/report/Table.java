package io.quillmesh.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table whose source is easy to read too. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> head) {
    rows.add(List.copyOf(head));
  }

  void row(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException("%s does not fit %s".formatted(cells, rows.getFirst()));
    }
    rows.add(List.copyOf(cells));
  }

  @Override
  public String toString() {
    List<Integer> widths =
        IntStream.range(0, rows.getFirst().size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .boxed()
            .toList();
    List<String> lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
    lines.add(
        1,
        widths.stream()
            .map(width -> "-".repeat(width + 1) + ":|")
            .collect(Collectors.joining("", "|", "")));
    return String.join("\n", lines);
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> " ".repeat(widths.get(i) - row.get(i).length()) + row.get(i))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
