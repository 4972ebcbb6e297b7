package io.quillmesh.tuning.method;

import java.util.List;

/**
 * Brings each number of an encoder's vectors to mean 0 and spread 1, so that one learning rate fits
 * all of them and every encoder. After training, {@link Head} has it in its own weights.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made for loops.
public record FeatureScale(float[] mean, float[] factor) {
  private static final double LEAST_SPREAD = 1e-4;

  /** Changes nothing. */
  static FeatureScale none(int width) {
    float[] factor = new float[width];
    java.util.Arrays.fill(factor, 1);
    return new FeatureScale(new float[width], factor);
  }

  /** Measured on these vectors. */
  public static FeatureScale of(List<float[]> vectors) {
    int width = vectors.getFirst().length;
    double[] sum = new double[width];
    double[] squares = new double[width];
    for (float[] vector : vectors) {
      for (int i = 0; i < width; i++) {
        sum[i] += vector[i];
        squares[i] += (double) vector[i] * vector[i];
      }
    }
    float[] mean = new float[width];
    float[] factor = new float[width];
    for (int i = 0; i < width; i++) {
      double average = sum[i] / vectors.size();
      double variance = Math.max(0, squares[i] / vectors.size() - average * average);
      mean[i] = (float) average;
      factor[i] = (float) (1 / Math.max(LEAST_SPREAD, Math.sqrt(variance)));
    }
    return new FeatureScale(mean, factor);
  }

  /** The scaled vectors. */
  float[] apply(float[] pooled, int rows) {
    float[] result = new float[pooled.length];
    int width = mean.length;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        result[row * width + i] = (pooled[row * width + i] - mean[i]) * factor[i];
      }
    }
    return result;
  }

  /** From the gradient of scaled vectors, that of the vectors themselves, in place. */
  void backward(float[] gradient, int rows) {
    int width = mean.length;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width; i++) {
        gradient[row * width + i] *= factor[i];
      }
    }
  }
}
