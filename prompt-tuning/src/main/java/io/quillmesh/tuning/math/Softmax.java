package io.quillmesh.tuning.math;

import static io.quillmesh.tuning.math.Kernel.LANES;
import static io.quillmesh.tuning.math.Kernel.S;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Of each row; a row is padded to whole vectors. */
public final class Softmax {
  private static final float VERY_LOW = -1e30f;

  private Softmax() {}

  /** In place, of the scaled values. */
  public static void forward(float[] x, int at, int rows, int count, float scale) {
    var scratch = new float[LANES];
    int padded = Rows.padded(count);
    for (int r = 0, from = at; r < rows; r++, from += padded) {
      Arrays.fill(x, from + count, from + padded, VERY_LOW);
      var highest = FloatVector.broadcast(S, VERY_LOW);
      for (int i = 0; i < padded; i += LANES) {
        highest = highest.max(FloatVector.fromArray(S, x, from + i));
      }
      float top = highest.reduceLanes(VectorOperators.MAX);
      var sum = FloatVector.zero(S);
      for (int i = 0; i < padded; i += LANES) {
        var e = Functions.exp(FloatVector.fromArray(S, x, from + i).sub(top).mul(scale));
        e.intoArray(x, from + i);
        sum = sum.add(e);
      }
      float share = 1 / Functions.sum(sum, scratch);
      for (int i = 0; i < padded; i += LANES) {
        FloatVector.fromArray(S, x, from + i).mul(share).intoArray(x, from + i);
      }
    }
  }

  /** Makes of the gradient of the result, whose padding is zero, that of the values. */
  public static void backward(
      float[] result, int at, float[] gradient, int rows, int count, float scale) {
    var scratch = new float[LANES];
    int padded = Rows.padded(count);
    for (int r = 0, from = 0; r < rows; r++, from += padded) {
      var product = FloatVector.zero(S);
      for (int i = 0; i < padded; i += LANES) {
        product =
            FloatVector.fromArray(S, result, at + from + i)
                .fma(FloatVector.fromArray(S, gradient, from + i), product);
      }
      float mean = Functions.sum(product, scratch);
      for (int i = 0; i < padded; i += LANES) {
        var p = FloatVector.fromArray(S, result, at + from + i).mul(scale);
        FloatVector.fromArray(S, gradient, from + i).sub(mean).mul(p).intoArray(gradient, from + i);
      }
    }
  }
}
