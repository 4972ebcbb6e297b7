package io.quillmesh.tuning.artefact;

import java.util.List;

/** Numbers in a form, row by row. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made for loops.
public record Tensor(List<Integer> shape, float[] values) {
  /** Checks that the form has as many places as there are numbers. */
  public Tensor {
    shape = List.copyOf(shape);
    long places = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (places != values.length) {
      throw new IllegalArgumentException(
          "The form " + shape + " has " + places + " places for " + values.length + " numbers");
    }
  }

  /** In one row. */
  public static Tensor row(float[] values) {
    return new Tensor(List.of(values.length), values);
  }
}
