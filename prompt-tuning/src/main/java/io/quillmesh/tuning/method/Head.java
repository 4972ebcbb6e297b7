package io.quillmesh.tuning.method;

import io.quillmesh.tuning.layer.Numbers;

/**
 * The linear layer from an encoder's vector to a number for each label.
 *
 * @param weight classes x width
 * @param bias one for each class
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made for loops.
public record Head(float[] weight, float[] bias) {

  /** One that does the scaling itself. */
  static Head of(float[] weight, float[] bias, FeatureScale scale) {
    int width = scale.mean().length;
    float[] scaled = new float[weight.length];
    float[] moved = bias.clone();
    for (int c = 0; c < bias.length; c++) {
      double shift = 0;
      for (int i = 0; i < width; i++) {
        scaled[c * width + i] = weight[c * width + i] * scale.factor()[i];
        shift += (double) scaled[c * width + i] * scale.mean()[i];
      }
      moved[c] -= (float) shift;
    }
    return new Head(scaled, moved);
  }

  /** How many labels there are. */
  public int classes() {
    return bias.length;
  }

  /** How long the vectors are. */
  public int width() {
    return weight.length / bias.length;
  }

  /** How many numbers it has. */
  public int parameters() {
    return weight.length + bias.length;
  }

  /** The logits of one vector. */
  public float[] logits(float[] vector) {
    float[] result = bias.clone();
    for (int c = 0; c < result.length; c++) {
      result[c] += Numbers.dot(weight, c * width(), vector, 0, width());
    }
    return result;
  }
}
