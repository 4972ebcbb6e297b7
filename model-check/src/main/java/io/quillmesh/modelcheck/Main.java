package io.quillmesh.modelcheck;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "./mesh model check",
    description = {
      "Asks each configured model a text and an intent in Chinese and in English, in the way in which"
          + " the agents ask, and says what to set. Needs no mesh. It costs some hundred tokens,"
          + " more where a model thinks.",
      "",
      "Example:",
      "  OPENAI_API_KEY=... OPENAI_BASE_URL=https://api.deepseek.com/v1 OPENAI_MODEL=deepseek-chat"
          + " ./mesh model check",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the agents can work with every model",
      "1:not with every one; the table says why",
      "2:wrong usage, or a setting is wrong"
    })
public final class Main implements Callable<Integer> {
  private static final int GOOD = 0;
  private static final int BAD = 1;
  private static final int WRONG_USAGE = 2;

  private final Map<String, String> variables;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  boolean help;

  Main(Map<String, String> variables) {
    this.variables = variables;
    this.spec = CommandSpec.create();
  }

  /**
   * Runs the check and exits.
   *
   * @param args options
   */
  public static void main(String[] args) {
    // The table says everything that matters.
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
        instanceof ch.qos.logback.classic.Logger root) {
      root.setLevel(ch.qos.logback.classic.Level.OFF);
    }
    System.exit(
        run(
            System.getenv(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** The exit code. */
  static int run(Map<String, String> variables, PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new Main(variables)).setOut(out).setErr(err).execute(args);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<AgentModel> models;
    try {
      models = AgentModel.all(variables);
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().println("Error: " + e.getMessage());
      return WRONG_USAGE;
    }
    Report report = new Report(out);
    boolean good = true;
    for (AgentModel model : models) {
      Findings found = Probe.run(model.properties());
      report.print(model, found);
      good &= found.isGood();
    }
    out.println(
        good
            ? "The agents can work with it."
            : "The agents cannot work with it as it is: see above, and docs/providers.md.");
    return good ? GOOD : BAD;
  }
}
