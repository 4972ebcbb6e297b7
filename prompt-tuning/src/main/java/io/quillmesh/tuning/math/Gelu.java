package io.quillmesh.tuning.math;

import static io.quillmesh.tuning.math.Kernel.LANES;
import static io.quillmesh.tuning.math.Kernel.S;

import jdk.incubator.vector.FloatVector;

/**
 * The exact function of BERT, x times the normal distribution up to x; arrays are those of {@link
 * Rows#allocate}.
 */
public final class Gelu {
  private static final float ROOT_HALF = (float) Math.sqrt(0.5);
  private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

  private Gelu() {}

  /** Of so many values. */
  public static void forward(float[] x, int count, float[] to) {
    for (int i = 0; i < count; i += LANES) {
      var v = FloatVector.fromArray(S, x, i);
      v.mul(share(v)).intoArray(to, i);
    }
  }

  /** Multiplies a gradient by the derivative at x. */
  public static void backward(float[] x, int count, float[] gradient) {
    for (int i = 0; i < count; i += LANES) {
      var v = FloatVector.fromArray(S, x, i);
      var density = Functions.exp(v.mul(v).mul(-0.5f)).mul(DENSITY);
      FloatVector.fromArray(S, gradient, i).mul(v.fma(density, share(v))).intoArray(gradient, i);
    }
  }

  private static FloatVector share(FloatVector x) {
    return Functions.erf(x.mul(ROOT_HALF)).add(1f).mul(0.5f);
  }
}
