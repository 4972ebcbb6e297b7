package io.quillmesh.tuning.run;

import io.quillmesh.tuning.data.InputForm;
import io.quillmesh.tuning.encoder.Pooling;
import io.quillmesh.tuning.method.Method;
import io.quillmesh.tuning.method.Tuning;
import io.quillmesh.tuning.training.Plan;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the result of a run depends on, besides data and encoder.
 *
 * @param most how many tokens are read at most
 * @param warmHead whether the head begins with what a probe has learnt
 */
public record Settings(
    Method method,
    InputForm input,
    int most,
    double share,
    boolean warmHead,
    Tuning tuning,
    Plan plan) {
  private static final int MOST_TOKENS = 96;

  private static final int SHALLOW = 4;

  /**
   * What was found to do well on dev; docs/prompt-tuning.md says how.
   *
   * @param layers of the encoder; one with few gets more soft tokens, so that it has about as many
   *     parameters
   */
  public static Settings of(Method method, Pooling pooling, int layers, long seed) {
    Settings settings = of(method, pooling, seed);
    if (method != Method.V2 || layers > SHALLOW) {
      return settings;
    }
    Tuning tuning = settings.tuning();
    Plan plan = settings.plan();
    return new Settings(
        method,
        settings.input(),
        settings.most(),
        settings.share(),
        settings.warmHead(),
        new Tuning(50, 0.5, tuning.hidden(), tuning.dropout(), tuning.headRate(), pooling),
        plan(2e-2, plan.decay(), plan.epochs(), plan.batch(), plan.hidden(), seed));
  }

  private static Settings of(Method method, Pooling pooling, long seed) {
    return switch (method) {
      case PROBE -> of(method, pooling, 0.2, 1, plan(3e-3, 0.3, 30, 32, 0, seed), 0);
      case V1 -> of(method, pooling, 0.1, 0.1, plan(1e-2, 0.01, 8, 16, 0.2, seed), 0.02);
      case V2 -> of(method, pooling, 0.1, 0.1, plan(1e-2, 0.01, 12, 16, 0.2, seed), 0.02);
      case V2_MLP, V2_LSTM ->
          of(method, pooling, 0.1, 1, plan(1e-3, 0.01, 12, 16, 0.2, seed), 0.02);
      case FULL -> of(method, pooling, 0.1, 10, plan(1e-4, 0.01, 6, 16, 0.15, seed), 0);
    };
  }

  private static Settings of(
      Method method, Pooling pooling, double dropout, double headRate, Plan plan, double spread) {
    return new Settings(
        method,
        InputForm.ARTICLE,
        MOST_TOKENS,
        1,
        false,
        new Tuning(20, spread, 256, dropout, headRate, pooling),
        plan);
  }

  // The best is often found at the end, when steps are small; so it stops early only if all is
  // lost.
  private static int patience(int epochs) {
    return Math.max(4, epochs / 2);
  }

  private static Plan plan(
      double rate, double decay, int epochs, int batch, double hidden, long seed) {
    return new Plan(rate, decay, epochs, batch, 0.1, patience(epochs), 0, hidden, seed);
  }

  /** With what the command line says instead; null leaves it. */
  public Settings with(Overrides overrides) {
    return new Settings(
        method,
        or(overrides.input(), input),
        or(overrides.most(), most),
        overrides.share(),
        or(overrides.warmHead(), warmHead),
        new Tuning(
            or(overrides.length(), tuning.length()),
            or(overrides.spread(), tuning.spread()),
            or(overrides.network(), tuning.hidden()),
            or(overrides.dropout(), tuning.dropout()),
            or(overrides.headRate(), tuning.headRate()),
            or(overrides.pooling(), tuning.pooling())),
        new Plan(
            or(overrides.rate(), plan.rate()),
            or(overrides.decay(), plan.decay()),
            or(overrides.epochs(), plan.epochs()),
            or(overrides.batch(), plan.batch()),
            plan.warmUp(),
            or(overrides.patience(), patience(or(overrides.epochs(), plan.epochs()))),
            or(overrides.smoothing(), plan.smoothing()),
            method == Method.PROBE ? 0 : or(overrides.hidden(), plan.hidden()),
            plan.seed()));
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
