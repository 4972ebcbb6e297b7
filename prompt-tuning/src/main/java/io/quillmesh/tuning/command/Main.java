package io.quillmesh.tuning.command;

import io.quillmesh.tuning.artefact.ArtefactException;
import io.quillmesh.tuning.data.DataException;
import io.quillmesh.tuning.data.InputForm;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Split;
import io.quillmesh.tuning.weights.WeightsException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The command line. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends.
   *
   * @param args options, or {@code eval} and its options
   */
  public static void main(String[] args) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args));
  }

  /** The exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commands = new CommandLine(new TuneCommand());
    commands.addSubcommand(new EvalCommand());
    commands.addSubcommand(new CountCommand());
    commands.registerConverter(Split.class, read(Split::scored));
    commands.registerConverter(Route.class, read(Route::named));
    commands.registerConverter(InputForm.class, read(InputForm::named));
    commands.setOut(out);
    commands.setErr(err);
    commands.setExecutionExceptionHandler((e, command, _) -> {
      command.getErr().println("Error: " + describe(e));
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

  /** So that picocli says which option it is, and what is wrong. */
  private static <T> ITypeConverter<T> read(Function<String, T> named) {
    return value -> {
      try {
        return named.apply(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private static String describe(Exception e) {
    return switch (e) {
      case DataException _, ArtefactException _, WeightsException _, IllegalStateException _ ->
          String.valueOf(e.getMessage());
      default -> e.toString();
    };
  }
}
