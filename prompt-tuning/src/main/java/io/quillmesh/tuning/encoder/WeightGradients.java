package io.quillmesh.tuning.encoder;

import java.util.Arrays;

/** The gradient of every weight of an encoder. */
public final class WeightGradients {
  private final float[] values;

  /** Zero, for an encoder of this shape. */
  public WeightGradients(EncoderShape shape) {
    values = new float[Math.toIntExact(shape.parameters())];
  }

  /** In the order of {@link EncoderWeights#values()}. */
  public float[] values() {
    return values;
  }

  /** Makes all zero. */
  public void clear() {
    Arrays.fill(values, 0);
  }
}
