package io.quillmesh.tuning.layer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Values that are trained together.
 *
 * @param name unique within a model
 * @param values the values as floats, changed by each step
 * @param gradient the gradient of each value; added to by backward passes
 * @param decays whether weight decay pulls them towards zero
 * @param rate what the learning rate is multiplied by
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made for loops.
public record Parameter(
    String name, MemorySegment values, float[] gradient, boolean decays, double rate) {
  /** Checks the sizes. */
  public Parameter {
    if (values.byteSize() != (long) gradient.length * Float.BYTES) {
      throw new IllegalArgumentException(
          name
              + " has "
              + values.byteSize() / Float.BYTES
              + " values, but a gradient of "
              + gradient.length);
    }
  }

  /** Of values in an array. */
  public static Parameter of(String name, float[] values, boolean decays, double rate) {
    return new Parameter(
        name, MemorySegment.ofArray(values), new float[values.length], decays, rate);
  }

  /** How many values there are. */
  public int size() {
    return gradient.length;
  }

  /** A copy of the values. */
  public float[] copy() {
    return values.toArray(ValueLayout.JAVA_FLOAT);
  }

  /** Replaces the values. */
  public void set(float[] replacement) {
    MemorySegment.copy(replacement, 0, values, ValueLayout.JAVA_FLOAT, 0, gradient.length);
  }
}
