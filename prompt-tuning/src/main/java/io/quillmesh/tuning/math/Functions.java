package io.quillmesh.tuning.math;

import static io.quillmesh.tuning.math.Kernel.LANES;
import static io.quillmesh.tuning.math.Kernel.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential and the error function of whole vectors, right to about 1e-7. They consist of
 * additions and multiplications only, so that every compiler and every machine gives the same bits,
 * which those of the platform do not promise.
 */
final class Functions {
  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  // Adding this rounds to a whole number, which is then in the lowest bits.
  private static final float ROUNDING = 0x1.8p23f;

  private static final float[] EXP = {
    1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f, 0.5f
  };
  private static final float[] ERF_ABOVE = {
    -2.72614225801306e-10f,
    2.77068142495902e-08f,
    -2.10102402082508e-06f,
    -5.69250639462346e-05f,
    -7.34990630326855e-04f,
    -2.95459980854025e-03f,
    -1.60960333262415e-02f
  };
  private static final float[] ERF_BELOW = {
    -1.45660718464996e-05f,
    -2.13374055278905e-04f,
    -1.68282697438203e-03f,
    -7.37332916720468e-03f,
    -1.42647390514189e-02f
  };

  private Functions() {}

  static FloatVector exp(FloatVector x) {
    var t = x.max(-87f).min(88f);
    var rounded = t.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUNDING));
    var n = rounded.sub(ROUNDING);
    var r =
        n.fma(FloatVector.broadcast(S, -LN2_LOW), n.fma(FloatVector.broadcast(S, -LN2_HIGH), t));
    var p = polynomial(r, EXP).mul(r).fma(r, r).add(1f);
    var shift = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return p.reinterpretAsInts().add(shift).reinterpretAsFloats();
  }

  static FloatVector erf(FloatVector x) {
    var t = x.max(-4f).min(4f);
    var square = t.mul(t);
    return t.mul(polynomial(square, ERF_ABOVE)).div(polynomial(square, ERF_BELOW));
  }

  private static FloatVector polynomial(FloatVector x, float[] coefficients) {
    var sum = FloatVector.broadcast(S, coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum.fma(x, FloatVector.broadcast(S, coefficients[i]));
    }
    return sum;
  }

  /** Always from the first to the last, which {@code reduceLanes} does not promise. */
  static float sum(FloatVector vector, float[] scratch) {
    vector.intoArray(scratch, 0);
    float sum = 0;
    for (int i = 0; i < LANES; i++) {
      sum += scratch[i];
    }
    return sum;
  }
}
