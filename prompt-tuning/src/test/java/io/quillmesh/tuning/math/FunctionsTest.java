package io.quillmesh.tuning.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FunctionsTest {
  private static final int LANES = Kernel.LANES;

  @Test
  void geluAndItsDerivativeAreExact() {
    int count = 4000;
    float[] x = Rows.allocate(count);
    float[] y = Rows.allocate(count);
    float[] derivative = Rows.allocate(count);
    for (int i = 0; i < count; i++) {
      x[i] = (i - 2000) / 300f;
      derivative[i] = 1;
    }
    Gelu.forward(x, count, y);
    Gelu.backward(x, count, derivative);
    for (int i = 0; i < count; i++) {
      double density = Math.exp(-0.5 * x[i] * x[i]) / Math.sqrt(2 * Math.PI);
      double share = normal(x[i]);
      assertThat((double) y[i]).as("at " + x[i]).isCloseTo(x[i] * share, offset(1e-6));
      assertThat((double) derivative[i])
          .as("at " + x[i])
          .isCloseTo(share + x[i] * density, offset(1e-6));
    }
  }

  // The normal distribution as a series, or a continued fraction far out.
  private static double normal(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= x * x / (2 * n + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void softmaxIsRightAndIgnoresThePadding() {
    int count = LANES + 3;
    var x = new float[2 * Rows.padded(count)];
    Arrays.fill(x, 1e9f);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      x[i] = i * 3 - 40;
      x[Rows.padded(count) + i] = 1000;
      sum += Math.exp(0.5 * x[i]);
    }
    Softmax.forward(x, 0, 2, count, 0.5f);
    for (int i = 0; i < count; i++) {
      double expected = Math.exp(0.5 * (i * 3 - 40)) / sum;
      assertThat((double) x[i]).isCloseTo(expected, offset(1e-6 * expected + 1e-30));
      assertThat(x[Rows.padded(count) + i]).isCloseTo(1f / count, offset(1e-6f));
    }
  }
}
