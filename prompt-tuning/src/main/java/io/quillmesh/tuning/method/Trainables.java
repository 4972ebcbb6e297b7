package io.quillmesh.tuning.method;

import io.quillmesh.tuning.encoder.Encoder;
import io.quillmesh.tuning.encoder.EncoderShape;
import io.quillmesh.tuning.encoder.EncoderWeights;
import io.quillmesh.tuning.prompt.PromptSource;
import io.quillmesh.tuning.prompt.Prompts;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes what a method trains. */
public final class Trainables {
  private Trainables() {}

  /**
   * Ready to be trained.
   *
   * @param vectors of all messages by the frozen encoder; the probe needs no others
   * @param scale of the vectors that are trained on
   * @param start a head to begin with, for example of a probe; null for a new one
   * @param seed of all random numbers that it begins with
   * @param threads for the encoder; results do not depend on how many
   */
  public static Trainable of(
      Method method,
      Tuning tuning,
      EncoderWeights weights,
      Map<Tokens, float[]> vectors,
      FeatureScale scale,
      int classes,
      @Nullable Head start,
      long seed,
      int threads) {
    RandomGenerator random = new SplittableRandom(seed);
    HeadTraining head =
        new HeadTraining(classes, scale, tuning.dropout(), tuning.headRate(), random);
    if (start != null) {
      head.start(start);
    }
    if (method == Method.PROBE) {
      return new ProbeTraining(tokens -> vectors.getOrDefault(tokens, new float[0]), head);
    }
    EncoderWeights used = method == Method.FULL ? weights.trainable() : weights;
    Encoder encoder = new Encoder(used, tuning.pooling(), threads);
    return new EncoderTraining(
        encoder,
        source(method, tuning, weights.shape(), random),
        head,
        method == Method.FULL ? used : null,
        1);
  }

  private static PromptSource source(
      Method method, Tuning tuning, EncoderShape shape, RandomGenerator random) {
    int length = tuning.length();
    return switch (method) {
      case PROBE, FULL -> Prompts.none();
      case V1 -> Prompts.input(shape, length, tuning.spread(), random);
      case V2 -> Prompts.prefixes(shape, length, tuning.spread(), random);
      case V2_MLP -> Prompts.perceptron(shape, length, tuning.hidden(), tuning.spread(), random);
      case V2_LSTM -> Prompts.lstm(shape, length, tuning.hidden(), tuning.spread(), random);
    };
  }
}
