package io.quillmesh.tuning.math;

import static io.quillmesh.tuning.math.Kernel.LANES;
import static io.quillmesh.tuning.math.Kernel.S;

import jdk.incubator.vector.FloatVector;

/** The normalisation of each row, whose width is that of its factors. */
public final class Norm {
  private Norm() {}

  /**
   * Of rows of x.
   *
   * @param normalised what the way back needs; may be x
   * @param inverse one over the deviation of each row, for the way back
   */
  public static void forward(
      float[] x,
      int rows,
      float[] factor,
      float[] offset,
      float epsilon,
      float[] normalised,
      float[] inverse,
      float[] to) {
    int width = factor.length;
    var scratch = new float[LANES];
    for (int r = 0, at = 0; r < rows; r++, at += width) {
      float mean = sum(x, at, width, scratch) / width;
      float deviation =
          (float) (1 / Math.sqrt(squares(x, at, width, mean, scratch) / width + epsilon));
      inverse[r] = deviation;
      int i = 0;
      for (; i + LANES <= width; i += LANES) {
        var n = FloatVector.fromArray(S, x, at + i).sub(mean).mul(deviation);
        n.intoArray(normalised, at + i);
        n.fma(FloatVector.fromArray(S, factor, i), FloatVector.fromArray(S, offset, i))
            .intoArray(to, at + i);
      }
      for (; i < width; i++) {
        normalised[at + i] = (x[at + i] - mean) * deviation;
        to[at + i] = Math.fma(normalised[at + i], factor[i], offset[i]);
      }
    }
  }

  /** The gradient of x from that of the result. */
  public static void backward(
      float[] gradient, int rows, float[] factor, float[] normalised, float[] inverse, float[] to) {
    int width = factor.length;
    var scratch = new float[LANES];
    for (int r = 0, at = 0; r < rows; r++, at += width) {
      var sums = FloatVector.zero(S);
      var products = FloatVector.zero(S);
      float sum = 0;
      float product = 0;
      int i = 0;
      for (; i + LANES <= width; i += LANES) {
        var g = FloatVector.fromArray(S, gradient, at + i).mul(FloatVector.fromArray(S, factor, i));
        sums = sums.add(g);
        products = g.fma(FloatVector.fromArray(S, normalised, at + i), products);
      }
      for (; i < width; i++) {
        float g = gradient[at + i] * factor[i];
        sum += g;
        product += g * normalised[at + i];
      }
      sum = (sum + Functions.sum(sums, scratch)) / width;
      product = (product + Functions.sum(products, scratch)) / width;
      for (i = 0; i + LANES <= width; i += LANES) {
        var g = FloatVector.fromArray(S, gradient, at + i).mul(FloatVector.fromArray(S, factor, i));
        FloatVector.fromArray(S, normalised, at + i)
            .mul(-product)
            .add(g.sub(sum))
            .mul(inverse[r])
            .intoArray(to, at + i);
      }
      for (; i < width; i++) {
        to[at + i] =
            (gradient[at + i] * factor[i] - sum - normalised[at + i] * product) * inverse[r];
      }
    }
  }

  private static float sum(float[] x, int at, int width, float[] scratch) {
    var sums = FloatVector.zero(S);
    float rest = 0;
    int i = 0;
    for (; i + LANES <= width; i += LANES) {
      sums = sums.add(FloatVector.fromArray(S, x, at + i));
    }
    for (; i < width; i++) {
      rest += x[at + i];
    }
    return rest + Functions.sum(sums, scratch);
  }

  private static float squares(float[] x, int at, int width, float mean, float[] scratch) {
    var sums = FloatVector.zero(S);
    float rest = 0;
    int i = 0;
    for (; i + LANES <= width; i += LANES) {
      var d = FloatVector.fromArray(S, x, at + i).sub(mean);
      sums = d.fma(d, sums);
    }
    for (; i < width; i++) {
      rest += (x[at + i] - mean) * (x[at + i] - mean);
    }
    return rest + Functions.sum(sums, scratch);
  }
}
