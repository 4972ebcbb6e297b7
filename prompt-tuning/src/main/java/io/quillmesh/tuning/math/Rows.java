package io.quillmesh.tuning.math;

import static io.quillmesh.tuning.math.Kernel.LANES;
import static io.quillmesh.tuning.math.Kernel.S;

import jdk.incubator.vector.FloatVector;

/** Simple loops over rows. */
public final class Rows {
  private Rows() {}

  /** So many floats, and a whole vector after them that loops may read and write. */
  public static float[] allocate(int size) {
    return new float[allocated(size)];
  }

  /** How long such an array is. */
  public static int allocated(int size) {
    return size + LANES;
  }

  /** Rounded up to whole vectors. */
  public static int padded(int size) {
    return (size + LANES - 1) / LANES * LANES;
  }

  /** Every row becomes this one. */
  public static void fill(float[] to, int rows, float[] row) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(row, 0, to, r * row.length, row.length);
    }
  }

  /** Every row becomes that of x and this one. */
  public static void sum(float[] to, int rows, float[] x, float[] row) {
    for (int r = 0; r < rows; r++) {
      add(x, r * row.length, row, 0, to, r * row.length, row.length);
    }
  }

  /** to += x. */
  public static void add(float[] x, int at, float[] to, int index, int count) {
    add(x, at, to, index, to, index, count);
  }

  /** Adds all rows up. */
  public static void addColumns(float[] x, int rows, int width, float[] to, int index) {
    for (int r = 0; r < rows; r++) {
      add(x, r * width, to, index, width);
    }
  }

  /** Adds the products of x and y up, row by row. */
  public static void addProducts(float[] x, float[] y, int rows, int width, float[] to, int index) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0, at = r * width; i < width; i++, at++) {
        to[index + i] = Math.fma(x[at], y[at], to[index + i]);
      }
    }
  }

  private static void add(
      float[] x, int xAt, float[] y, int yAt, float[] to, int index, int count) {
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      FloatVector.fromArray(S, x, xAt + i)
          .add(FloatVector.fromArray(S, y, yAt + i))
          .intoArray(to, index + i);
    }
    for (; i < count; i++) {
      to[index + i] = x[xAt + i] + y[yAt + i];
    }
  }
}
