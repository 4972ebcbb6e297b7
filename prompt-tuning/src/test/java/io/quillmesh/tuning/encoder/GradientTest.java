package io.quillmesh.tuning.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quillmesh.tuning.tokenizer.Tokens;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gradient is what the result changes by when one number changes a little. */
class GradientTest {
  private static final float LITTLE = 1e-2f;

  private final List<Tokens> batch = Small.messages(30);
  private final float[] direction = Small.numbers(batch.size() * Small.SHAPE.width(), 3);
  private final EncoderWeights weights = EncoderWeights.random(Small.SHAPE, 1);

  @ParameterizedTest
  @EnumSource
  void softTokensBeforeTheInput(Pooling pooling) {
    Prompt prompt = Small.prompt(3, true, false);
    check(
        new Encoder(weights, pooling, 2),
        prompt,
        prompt.input(),
        gradient(weights, pooling, prompt).input());
  }

  @ParameterizedTest
  @EnumSource
  void softKeysAndValuesInEveryLayer(Pooling pooling) {
    Prompt prompt = Small.prompt(3, false, true);
    check(
        new Encoder(weights, pooling, 2),
        prompt,
        prompt.prefixes(),
        gradient(weights, pooling, prompt).prefixes());
  }

  @Test
  void bothTogether() {
    Prompt prompt = Small.prompt(2, true, true);
    Prompt gradient = gradient(weights, Pooling.CLS, prompt);
    check(new Encoder(weights, Pooling.CLS, 2), prompt, prompt.input(), gradient.input());
    check(new Encoder(weights, Pooling.CLS, 2), prompt, prompt.prefixes(), gradient.prefixes());
  }

  @ParameterizedTest
  @EnumSource
  void allWeights(Pooling pooling) {
    EncoderWeights trainable = weights.trainable();
    Prompt prompt = Small.prompt(2, true, true);
    var encoder = new Encoder(trainable, pooling, 2);
    var gradients = new WeightGradients(Small.SHAPE);
    encoder.forward(batch, prompt).backward(direction, prompt.zero(), gradients);
    var layout = new Layout(Small.SHAPE);
    var random = new Random(2);
    for (int tensor = 0; tensor < layout.count(); tensor++) {
      for (int sample = 0; sample < 6; sample++) {
        int i = layout.place(tensor) + random.nextInt(layout.rows(tensor) * layout.columns(tensor));
        float value = trainable.values().getAtIndex(ValueLayout.JAVA_FLOAT, i);
        trainable.values().setAtIndex(ValueLayout.JAVA_FLOAT, i, value + LITTLE);
        double above = result(encoder, prompt);
        trainable.values().setAtIndex(ValueLayout.JAVA_FLOAT, i, value - LITTLE);
        double below = result(encoder, prompt);
        trainable.values().setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
        compare(Layout.name(tensor), gradients.values()[i], (above - below) / (2 * LITTLE));
      }
    }
  }

  private Prompt gradient(EncoderWeights of, Pooling pooling, Prompt prompt) {
    Prompt gradient = prompt.zero();
    new Encoder(of, pooling, 2).forward(batch, prompt).backward(direction, gradient, null);
    return gradient;
  }

  private void check(
      Encoder encoder, Prompt prompt, float @Nullable [] of, float @Nullable [] gradient) {
    float[] values = Objects.requireNonNull(of);
    Objects.requireNonNull(gradient);
    var random = new Random(4);
    for (int sample = 0; sample < 60; sample++) {
      int i = random.nextInt(values.length);
      float value = values[i];
      values[i] = value + LITTLE;
      double above = result(encoder, prompt);
      values[i] = value - LITTLE;
      double below = result(encoder, prompt);
      values[i] = value;
      compare("number " + i, gradient[i], (above - below) / (2 * LITTLE));
    }
  }

  private double result(Encoder encoder, Prompt prompt) {
    Pass pass = encoder.forward(batch, prompt);
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += (double) pass.pooled()[i] * direction[i];
    }
    pass.discard();
    return sum;
  }

  private static void compare(String what, double actual, double expected) {
    assertThat(actual).as(what).isCloseTo(expected, within(0.01 + 0.01 * Math.abs(expected)));
  }
}
