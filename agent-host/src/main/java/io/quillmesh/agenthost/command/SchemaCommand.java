package io.quillmesh.agenthost.command;

import io.quillmesh.agenthost.agent.DeclaredAgent;
import io.quillmesh.agenthost.folder.AgentFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.avro.SchemaFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schema}. */
@Command(
    name = "schema",
    description = {
      "Prints the Avro schema of the records with the agent's answers, as the registry gets it:",
      "for those who read conversation.results. Needs no mesh and no model."
    },
    footer = {
      "",
      "Example:",
      "  ./mesh agent schema agents/title-suggester > src/main/avro/TitleSuggesterAnswered.avsc"
    })
final class SchemaCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The agent's folder.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    Console.withoutLog();
    Console console = Console.of(spec);
    AgentFolder agent = console.folder(folder).orElse(null);
    if (agent == null) {
      return ExitCode.SOFTWARE;
    }
    console
        .out()
        .println(SchemaFormatter.format("json/pretty", DeclaredAgent.results(agent).schema()));
    return ExitCode.OK;
  }
}
