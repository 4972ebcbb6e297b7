package io.quillmesh.agenthost.command;

import io.quillmesh.agenthost.agent.DeclaredAgent;
import io.quillmesh.agenthost.answer.AnswerType;
import io.quillmesh.agenthost.folder.AgentFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.avro.SchemaFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--json",
      description = "Print the JSON schema instead that the agent's model answers to.")
  private boolean json;

  @Override
  public Integer call() {
    Console.withoutLog();
    Console console = Console.of(spec);
    AgentFolder agent = console.folder(folder).orElse(null);
    if (agent == null) {
      return ExitCode.SOFTWARE;
    }
    if (json) {
      return printJson(console, agent);
    }
    console
        .out()
        .println(SchemaFormatter.format("json/pretty", DeclaredAgent.results(agent).schema()));
    return ExitCode.OK;
  }

  private static int printJson(Console console, AgentFolder agent) {
    AnswerType answer = agent.answer();
    if (answer == null) {
      console.err().println("Error: " + agent.name() + " answers with a text, which has no schema");
      return ExitCode.SOFTWARE;
    }
    console.out().println(answer.output().json());
    return ExitCode.OK;
  }
}
