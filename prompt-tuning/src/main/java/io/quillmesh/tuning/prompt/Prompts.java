package io.quillmesh.tuning.prompt;

import io.quillmesh.tuning.encoder.EncoderShape;
import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.layer.Numbers;
import java.util.random.RandomGenerator;

/** Makes them; all begin with random numbers of the given spread. */
public final class Prompts {
  private Prompts() {}

  /** Nothing in front, and nothing to train. */
  public static PromptSource none() {
    return new FreePrompt(Prompt.none());
  }

  /** Vectors before the input. */
  public static PromptSource input(
      EncoderShape shape, int length, double spread, RandomGenerator random) {
    return new FreePrompt(
        new Prompt(length, Numbers.normal(length * shape.width(), spread, random), null));
  }

  /** Keys and values before every layer. */
  public static PromptSource prefixes(
      EncoderShape shape, int length, double spread, RandomGenerator random) {
    return new FreePrompt(
        new Prompt(
            length,
            null,
            Numbers.normal(length * layout(shape, length).perToken(), spread, random)));
  }

  /** The same, made by a perceptron with a hidden layer of this width. */
  public static PromptSource perceptron(
      EncoderShape shape, int length, int hidden, double spread, RandomGenerator random) {
    return new MlpPrompt(layout(shape, length), hidden, spread, random);
  }

  /** The same, made by an LSTM with so many states in each direction. */
  public static PromptSource lstm(
      EncoderShape shape, int length, int states, double spread, RandomGenerator random) {
    return new LstmPrompt(layout(shape, length), states, spread, random);
  }

  private static PrefixLayout layout(EncoderShape shape, int length) {
    return new PrefixLayout(shape.layers(), length, shape.width());
  }
}
