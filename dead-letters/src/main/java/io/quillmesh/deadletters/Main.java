package io.quillmesh.deadletters;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
    name = "dlt",
    description = "Works off dead letters: records that a consumer could not work on.",
    subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class, DropCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:not done, or not all of it; the message says why",
      "2:wrong usage, or --yes is missing"
    },
    footer = {
      "",
      "A letter's name is its topic without .dlt, its partition and its offset:",
      "  conversation.turns.intent-service:0:17"
    })
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "This text.")
  boolean help;

  private Main() {}

  /**
   * Runs one command and ends.
   *
   * @param args a command and its options
   */
  public static void main(String[] args) {
    // The clients' logs are dropped, because the commands report everything that matters.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    // Letters may be in any language, whatever the terminal's is.
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** The exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commands = new CommandLine(new Main());
    commands.setOut(out);
    commands.setErr(err);
    commands.setExecutionExceptionHandler((e, command, _) -> {
      command.getErr().println("Error: " + Problems.describe(e));
      command.getErr().flush();
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
