package io.quillmesh.agenthost.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}. */
@Command(
    name = "check",
    description = {
      "Finds all that is wrong with agents' folders: file, line, what was expected, what to do.",
      "Needs no mesh and no model."
    },
    footer = {"", "Example:", "  ./mesh agent check agents/title-suggester agents/readability"})
final class CheckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "An agent's folder.")
  private List<Path> folders = List.of();

  @Override
  public Integer call() {
    Console.withoutLog();
    Console console = Console.of(spec);
    return console.each(
        folders,
        (path, agent) -> {
          console.out().println(path + ": nothing is wrong, " + agent.cases().size() + " cases");
          return true;
        });
  }
}
