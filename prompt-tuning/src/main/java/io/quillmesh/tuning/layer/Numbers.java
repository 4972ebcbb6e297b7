package io.quillmesh.tuning.layer;

import java.util.random.RandomGenerator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Loops over arrays of numbers. */
public final class Numbers {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private Numbers() {}

  public static float[] normal(int size, double spread, RandomGenerator random) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * spread);
    }
    return values;
  }

  public static float dot(float[] a, int fromA, float[] b, int fromB, int length) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int bound = SPECIES.loopBound(length);
    int i = 0;
    for (; i < bound; i += SPECIES.length()) {
      sum =
          FloatVector.fromArray(SPECIES, a, fromA + i)
              .fma(FloatVector.fromArray(SPECIES, b, fromB + i), sum);
    }
    float result = 0;
    // Not reduceLanes, which may add in another order once it is compiled.
    for (float lane : sum.toArray()) {
      result += lane;
    }
    for (; i < length; i++) {
      result += a[fromA + i] * b[fromB + i];
    }
    return result;
  }

  public static void addScaled(
      float[] to, int fromTo, float[] b, int fromB, int length, float scale) {
    int bound = SPECIES.loopBound(length);
    int i = 0;
    for (; i < bound; i += SPECIES.length()) {
      FloatVector.fromArray(SPECIES, b, fromB + i)
          .fma(
              FloatVector.broadcast(SPECIES, scale), FloatVector.fromArray(SPECIES, to, fromTo + i))
          .intoArray(to, fromTo + i);
    }
    for (; i < length; i++) {
      to[fromTo + i] += scale * b[fromB + i];
    }
  }

  /** Probabilities of these logits, divided by a temperature. */
  public static double[] softmax(float[] logits, int from, int classes, double temperature) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      most = Math.max(most, logits[from + i] / temperature);
    }
    double[] result = new double[classes];
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      result[i] = Math.exp(logits[from + i] / temperature - most);
      sum += result[i];
    }
    for (int i = 0; i < classes; i++) {
      result[i] /= sum;
    }
    return result;
  }

  /** The index of the largest. */
  public static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
