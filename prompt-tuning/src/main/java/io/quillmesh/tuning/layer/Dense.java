package io.quillmesh.tuning.layer;

import java.util.List;
import java.util.random.RandomGenerator;

/** A linear layer, forwards and backwards: {@code y = W x + b}. */
public final class Dense {
  private final int in;
  private final int out;
  private final float[] weight;
  private final float[] bias;
  private final Parameter weights;
  private final Parameter biases;

  /** Random weights of this spread, and no bias. */
  public Dense(String name, int in, int out, double spread, double rate, RandomGenerator random) {
    this.in = in;
    this.out = out;
    weight = Numbers.normal(in * out, spread, random);
    bias = new float[out];
    weights = Parameter.of(name + ".weight", weight, true, rate);
    biases = Parameter.of(name + ".bias", bias, false, rate);
  }

  public List<Parameter> parameters() {
    return List.of(weights, biases);
  }

  public float[] weight() {
    return weight;
  }

  public float[] bias() {
    return bias;
  }

  /** rows x out. */
  public float[] forward(float[] input, int rows) {
    float[] result = new float[rows * out];
    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < out; o++) {
        result[row * out + o] = bias[o] + Numbers.dot(weight, o * in, input, row * in, in);
      }
    }
    return result;
  }

  /** Adds to the gradients, and returns that of the input. */
  public float[] backward(float[] input, float[] gradient, int rows) {
    float[] result = new float[rows * in];
    for (int row = 0; row < rows; row++) {
      for (int o = 0; o < out; o++) {
        float g = gradient[row * out + o];
        if (g != 0) {
          biases.gradient()[o] += g;
          Numbers.addScaled(weights.gradient(), o * in, input, row * in, in, g);
          Numbers.addScaled(result, row * in, weight, o * in, in, g);
        }
      }
    }
    return result;
  }
}
