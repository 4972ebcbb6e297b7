package io.quillmesh.agenthost.command;

import java.io.PrintWriter;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
    name = "./mesh agent",
    description = "Agents that are folders: writes, checks, tries, tests and runs them.",
    subcommands = {
      NewCommand.class,
      CheckCommand.class,
      TryCommand.class,
      TestCommand.class,
      SchemaCommand.class,
      RunCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is well", "1:it is not; the messages say why", "2:wrong usage"},
    footer = {
      "",
      "Example:",
      "  ./mesh agent new title-helper",
      "  ./mesh agent check agents/title-helper",
      "  ./mesh agent test agents/title-helper"
    })
public final class AgentCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "This text.")
  boolean help;

  private AgentCommand() {}

  /** Runs one command. Returns the exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commands = new CommandLine(new AgentCommand());
    commands.setOut(out);
    commands.setErr(err);
    commands.setExecutionExceptionHandler((e, command, _) -> {
      command
          .getErr()
          .println("Error: " + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
      return ExitCode.SOFTWARE;
    });
    commands.setParameterExceptionHandler((e, _) -> {
      CommandLine command = e.getCommandLine();
      command.getErr().println("Error: " + e.getMessage());
      command.getErr().println(command.getCommandSpec().qualifiedName() + " --help says more.");
      return ExitCode.USAGE;
    });
    return commands.execute(args);
  }
}
