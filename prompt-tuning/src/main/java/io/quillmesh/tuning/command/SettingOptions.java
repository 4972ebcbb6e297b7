package io.quillmesh.tuning.command;

import io.quillmesh.tuning.data.InputForm;
import io.quillmesh.tuning.encoder.Pooling;
import io.quillmesh.tuning.run.Overrides;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Settings of training; without them it is done as is best known for each method. */
final class SettingOptions {
  @Option(
      names = "--share",
      paramLabel = "0.1..1",
      defaultValue = "1",
      description =
          "Learn from this share of the messages only; whole topics are left out (${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of a training (all processors); results do not depend on it.")
  private @Nullable Integer threads;

  @Option(
      names = "--input",
      paramLabel = "message|article|situation",
      description = "What is read.")
  private @Nullable InputForm input;

  @Option(
      names = "--pooling",
      paramLabel = "CLS|MEAN",
      description = "How tokens become one vector.")
  private @Nullable Pooling pooling;

  @Option(names = "--most-tokens", paramLabel = "N", description = "Tokens that are read at most.")
  private @Nullable Integer most;

  @Option(
      names = "--warm-head",
      paramLabel = "true|false",
      arity = "1",
      description = "Begin with the head of a probe.")
  private @Nullable Boolean warmHead;

  @Option(names = "--length", paramLabel = "N", description = "Soft tokens.")
  private @Nullable Integer length;

  @Option(names = "--spread", paramLabel = "X", description = "Of a prompt's first random numbers.")
  private @Nullable Double spread;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Width of a network that makes prompts.")
  private @Nullable Integer hidden;

  @Option(names = "--dropout", paramLabel = "SHARE", description = "Before the head.")
  private @Nullable Double dropout;

  @Option(
      names = "--head-rate",
      paramLabel = "X",
      description = "Factor of the head's learning rate.")
  private @Nullable Double headRate;

  @Option(names = "--rate", paramLabel = "X", description = "Highest learning rate.")
  private @Nullable Double rate;

  @Option(names = "--decay", paramLabel = "X", description = "Weight decay.")
  private @Nullable Double decay;

  @Option(names = "--epochs", paramLabel = "N", description = "At most so often through the data.")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "Messages to a step.")
  private @Nullable Integer batch;

  @Option(names = "--patience", paramLabel = "N", description = "Epochs without anything better.")
  private @Nullable Integer patience;

  @Option(names = "--smoothing", paramLabel = "SHARE", description = "Of labels.")
  private @Nullable Double smoothing;

  @Option(
      names = "--hide",
      paramLabel = "SHARE",
      description = "Tokens that are left out at random in training.")
  private @Nullable Double hide;

  int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  Overrides overrides() {
    return new Overrides(
        share, input, most, warmHead, pooling, length, spread, hidden, dropout, headRate, rate,
        decay, epochs, batch, patience, smoothing, hide);
  }

  /** What an encoder was made for. */
  static Pooling pooling(String encoder) {
    return encoder.startsWith("bge-") ? Pooling.CLS : Pooling.MEAN;
  }
}
