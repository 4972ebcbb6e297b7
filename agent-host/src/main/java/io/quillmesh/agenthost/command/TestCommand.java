package io.quillmesh.agenthost.command;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agenthost.cases.Case;
import io.quillmesh.agenthost.folder.AgentFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code test}. */
@Command(
    name = "test",
    description = {
      "Asks agents their cases and says which answers are not as expected.",
      "Needs no mesh, only a model, as try."
    },
    footer = {
      "",
      "Example:",
      "  OPENAI_API_KEY=... OPENAI_MODEL=... ./mesh agent test agents/title-suggester"
    })
final class TestCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "An agent's folder.")
  private List<Path> folders = List.of();

  @Override
  public Integer call() {
    Console.withoutLog();
    Console console = Console.of(spec);
    return console.each(folders, (_, agent) -> test(agent, console));
  }

  private static boolean test(AgentFolder agent, Console console) {
    try (Trial trial = new Trial(agent)) {
      console.out().println(agent.name() + ", asking " + trial.model());
      int failed = 0;
      for (Case one : agent.cases()) {
        List<String> failures = failures(one, trial);
        console.out().println((failures.isEmpty() ? "  ok    " : "  FAIL  ") + one.name());
        failures.forEach(failure ->
            console.out().println("        " + agent.path().resolve("cases.yml") + failure));
        failed += failures.isEmpty() ? 0 : 1;
      }
      console
          .out()
          .println(
              "%d of %d cases are as expected"
                  .formatted(agent.cases().size() - failed, agent.cases().size()));
      return failed == 0;
    }
  }

  private static List<String> failures(Case one, Trial trial) {
    try {
      JsonNode answer = trial.answer(one.request());
      return one.expectations().stream()
          .flatMap(expected ->
              expected
                  .failure(answer)
                  .map(failure -> ":" + expected.line() + ": " + failure)
                  .stream())
          .toList();
    } catch (AgentException e) {
      return List.of(":" + one.line() + ": no answer: " + e.code() + ": " + e.getMessage());
    }
  }
}
