package io.quillmesh.localmesh.agents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./mesh agent list}. */
@Command(
    name = "list",
    description = "The agents of the running mesh: which are admitted, which are not, and why.",
    footer = {"", "Example:", "  ./mesh agent list"})
final class ListCommand implements Callable<Integer> {

  private final AgentTool tool;
  @Mixin private final MeshAddress address = new MeshAddress();

  @Option(names = "--json", description = "As JSON, with all that the gateway says.")
  private boolean json;

  ListCommand(AgentTool tool) {
    this.tool = tool;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (AgentDirectory directory = address.directory(tool, address.mesh(tool))) {
      if (json) {
        tool.console().say(directory.json());
      } else {
        table(directory.agents()).forEach(tool.console()::say);
      }
    }
    return ExitCode.OK;
  }

  /** Lines with columns; the last one, the reason, may be long. */
  private static List<String> table(List<ListedAgent> agents) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("AGENT", "STATE", "AFTER", "MODEL", "PROMPT", "WHY"));
    for (ListedAgent agent : agents) {
      rows.add(
          List.of(
              agent.name(),
              agent.state(),
              String.join(",", agent.after()),
              agent.model(),
              agent.prompt(),
              agent.reason()));
    }
    return rows.stream().map(row -> line(row, rows)).toList();
  }

  private static String line(List<String> row, List<List<String>> rows) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int at = column;
      int width = rows.stream().mapToInt(it -> it.get(at).length()).max().orElse(0);
      line.append(row.get(column)).repeat(' ', width - row.get(column).length() + 2);
    }
    return line.toString().stripTrailing();
  }
}
