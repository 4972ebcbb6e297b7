package io.quillmesh.tuning.command;

import io.quillmesh.tuning.method.ParameterCount;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./mesh tune count}. */
@Command(
    name = "count",
    description = {
      "How many parameters a prompt has for a model of any size; needs no weights.",
      "",
      "Example:",
      "  ./mesh tune count --width 12288 --layers 96",
      ""
    })
final class CountCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "20",
      description = "Soft tokens (${DEFAULT-VALUE}).")
  private int length;

  @Option(
      names = "--width",
      paramLabel = "N",
      required = true,
      description = "The width of the model's vectors.")
  private int width;

  @Option(
      names = "--layers",
      paramLabel = "N",
      required = true,
      description = "The model's layers.")
  private int layers;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  boolean help;

  @Override
  public Integer call() {
    CommandSpec given = java.util.Objects.requireNonNull(spec, "picocli sets it");
    if (length < 1 || width < 1 || layers < 1) {
      throw new ParameterException(
          given.commandLine(), "--length, --width and --layers are at least 1");
    }
    ParameterCount count = new ParameterCount(length, width, layers);
    given
        .commandLine()
        .getOut()
        .printf(
            """
            %,d soft tokens, width %,d, %,d layers
            v1, vectors before the input:              %,15d  = %,d x %,d
            v2, one vector for each layer:             %,15d  = that x %,d layers
            v2, a key and a value for each layer:      %,15d  = that x 2; what ./mesh tune trains
            """,
            length,
            width,
            layers,
            count.v1(),
            length,
            width,
            count.v2Vectors(),
            layers,
            count.v2());
    return ExitCode.OK;
  }
}
