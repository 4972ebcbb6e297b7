package io.quillmesh.tuning.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quillmesh.tuning.encoder.EncoderShape;
import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.layer.Parameter;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromptsTest {
  private static final EncoderShape SHAPE = new EncoderShape(10, 8, 2, 6, 2, 2, 12, 1e-6f);
  private static final int LENGTH = 3;
  private static final float LITTLE = 1e-2f;

  static Stream<PromptSource> networks() {
    return Stream.of(
        Prompts.perceptron(SHAPE, LENGTH, 5, 1, new SplittableRandom(1)),
        Prompts.lstm(SHAPE, LENGTH, 4, 1, new SplittableRandom(1)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theGradientOfANetworkIsWhatItsPromptChangesBy(PromptSource source) {
    float[] direction = direction(prefixes(source).length);
    float[] gradient = Objects.requireNonNull(source.gradient()).prefixes();
    System.arraycopy(direction, 0, Objects.requireNonNull(gradient), 0, direction.length);
    source.backward();

    Random random = new Random(3);
    for (Parameter parameter : source.parameters()) {
      for (int sample = 0; sample < 5; sample++) {
        int i = random.nextInt(parameter.size());
        float value = parameter.values().getAtIndex(ValueLayout.JAVA_FLOAT, i);
        parameter.values().setAtIndex(ValueLayout.JAVA_FLOAT, i, value + LITTLE);
        double above = product(direction, prefixes(source));
        parameter.values().setAtIndex(ValueLayout.JAVA_FLOAT, i, value - LITTLE);
        double below = product(direction, prefixes(source));
        parameter.values().setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
        double slope = (above - below) / (2 * LITTLE);
        assertThat((double) parameter.gradient()[i])
            .as(parameter.name())
            .isCloseTo(slope, within(0.01 * Math.abs(slope) + 2e-3));
      }
    }
  }

  @Test
  void tokensAndLayersChangePlacesAndBack() {
    PrefixLayout layout = new PrefixLayout(2, 3, 1);
    float[] perToken = new float[12];
    for (int i = 0; i < perToken.length; i++) {
      perToken[i] = i;
    }

    Prompt prompt = layout.prompt(perToken);

    // Token 0 has 0 to 3: key and value of the first layer, then of the second.
    assertThat(prompt.prefixes()).containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
    assertThat(layout.perToken(prompt)).isEqualTo(perToken);
  }

  @Test
  void v1_has_vectors_and_v2_keys_and_values_of_each_layer() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(Prompts.input(SHAPE, LENGTH, 1, random).prompt().input())
        .hasSize(LENGTH * SHAPE.width());
    assertThat(prefixes(Prompts.prefixes(SHAPE, LENGTH, 1, random)))
        .hasSize(LENGTH * SHAPE.width() * 2 * SHAPE.layers());
  }

  private static float[] prefixes(PromptSource source) {
    return Objects.requireNonNull(source.prompt().prefixes());
  }

  private static float[] direction(int size) {
    Random random = new Random(2);
    float[] direction = new float[size];
    for (int i = 0; i < size; i++) {
      direction[i] = (float) random.nextGaussian();
    }
    return direction;
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
