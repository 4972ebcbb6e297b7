package io.quillmesh.tuning.method;

/**
 * How many numbers are trained, for a model of any size.
 *
 * <p>v1 trains a vector for each soft token: {@code length x width}. v2 trains something for each
 * soft token in each layer, and there are two ways to count. If it is one vector that the layer's
 * own frozen matrices turn into a key and a value, it is {@code length x width x layers}: with 20
 * tokens, width 12,288 and 96 layers, 23,592,960. If keys and values are trained themselves, as
 * here and in the reference implementation of P-tuning v2, it is twice that.
 *
 * @param length how many soft tokens there are
 * @param width of the model's vectors
 * @param layers of the model
 */
public record ParameterCount(int length, int width, int layers) {
  /** Vectors before the input. */
  public long v1() {
    return (long) length * width;
  }

  /** One vector for each token in each layer. */
  public long v2Vectors() {
    return v1() * layers;
  }

  /** A key and a value for each token in each layer: what this program trains. */
  public long v2() {
    return 2 * v2Vectors();
  }
}
