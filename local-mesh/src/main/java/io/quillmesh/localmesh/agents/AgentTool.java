package io.quillmesh.localmesh.agents;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.config.MeshException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code ./mesh agent}. The agent host does what concerns folders alone. What concerns the running
 * mesh is done here.
 *
 * @param variables the environment
 */
public record AgentTool(Checkout checkout, Map<String, String> variables, Console console) {

  /**
   * Runs one command.
   *
   * @return the exit code
   * @throws MeshException if the command cannot do its work
   */
  public int run(List<String> arguments) throws IOException, InterruptedException {
    if (!arguments.isEmpty() && FolderCommands.DESCRIPTIONS.containsKey(arguments.getFirst())) {
      return new FolderCommands(this).run(arguments);
    }
    CommandLine commands = new CommandLine(new AgentCommand());
    // They are handled above, and listed here for --help.
    FolderCommands.DESCRIPTIONS.forEach((name, description) -> {
      CommandSpec command = CommandSpec.create();
      command.usageMessage().description(description);
      commands.addSubcommand(name, command);
    });
    commands.addSubcommand(new ListCommand(this));
    commands.addSubcommand(new StartCommand(this));
    commands.addSubcommand(new RemoveCommand(this));
    commands.setUsageHelpAutoWidth(true);
    commands.setParameterExceptionHandler((e, _) -> wrongUsage(e));
    commands.setExecutionExceptionHandler((e, _, _) -> failure(e));
    return commands.execute(arguments.toArray(String[]::new));
  }

  private int wrongUsage(ParameterException e) {
    console.say("Error: " + e.getMessage());
    console.say(e.getCommandLine().getCommandSpec().qualifiedName() + " --help says more.");
    return ExitCode.USAGE;
  }

  private int failure(Exception e) throws Exception {
    if (e instanceof MeshException || e instanceof IOException) {
      console.say("Error: " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
    throw e;
  }
}
