package io.quillmesh.tuning.method;

import io.quillmesh.tuning.layer.Dense;
import io.quillmesh.tuning.layer.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The head while it is trained, on scaled vectors, with dropout. */
final class HeadTraining {
  private final FeatureScale scale;
  private final double dropout;
  private final Dense dense;
  private float @Nullable [] input;
  private float @Nullable [] mask;

  HeadTraining(
      int classes, FeatureScale scale, double dropout, double rate, RandomGenerator random) {
    this.scale = scale;
    this.dropout = dropout;
    // Nearly zero: at first all labels are equally probable, and the gradients of the encoder
    // small.
    dense = new Dense("head", scale.mean().length, classes, 0.01, rate, random);
  }

  /** Begins with what another head has learnt, given on unscaled vectors. */
  void start(Head head) {
    int width = scale.mean().length;
    for (int c = 0; c < head.classes(); c++) {
      double shift = 0;
      for (int i = 0; i < width; i++) {
        float weight = head.weight()[c * width + i];
        dense.weight()[c * width + i] = weight / scale.factor()[i];
        shift += (double) weight * scale.mean()[i];
      }
      dense.bias()[c] = head.bias()[c] + (float) shift;
    }
  }

  List<Parameter> parameters() {
    return dense.parameters();
  }

  float[] forward(float[] pooled, int rows, @Nullable RandomGenerator noise) {
    float[] scaled = scale.apply(pooled, rows);
    mask = null;
    if (noise != null && dropout > 0) {
      mask = new float[scaled.length];
      for (int i = 0; i < scaled.length; i++) {
        mask[i] = noise.nextDouble() < dropout ? 0 : (float) (1 / (1 - dropout));
        scaled[i] *= mask[i];
      }
    }
    input = scaled;
    return dense.forward(scaled, rows);
  }

  /** The gradient of the unscaled vectors. */
  float[] backward(float[] gradient, int rows) {
    float[] result =
        dense.backward(Objects.requireNonNull(input, "forward comes first"), gradient, rows);
    if (mask != null) {
      for (int i = 0; i < result.length; i++) {
        result[i] *= mask[i];
      }
    }
    scale.backward(result, rows);
    return result;
  }

  Head head() {
    return Head.of(dense.weight(), dense.bias(), scale);
  }
}
