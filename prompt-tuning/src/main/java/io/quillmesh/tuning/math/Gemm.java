package io.quillmesh.tuning.math;

import static io.quillmesh.tuning.math.Kernel.PANEL;

import java.util.Arrays;

/**
 * Products of matrices, each added to C; with scratch memory of its own, so each thread needs one.
 * The order of additions depends on the sizes only, so the results do, too.
 */
public final class Gemm {
  /**
   * How many rows of B are packed at a time: some of them, for all columns, fit into the second
   * cache.
   */
  private static final int STRIP = 128;

  private float[] panels = new float[0];
  private final float[] lines = new float[STRIP * Panels.GROUP];
  private float[] edge = new float[0];

  /** C += A B, where A has so many rows. */
  public void multiply(
      int rows, float[] a, int at, int row, Matrix b, float[] c, int to, int width) {
    Packing packing = (k, depth) -> Panels.pack(b, k, depth, panels);
    product(rows, b.rows(), b.columns(), a, at, row, 1, packing, c, to, width);
  }

  /** C += A W transposed. */
  public void multiplyTransposed(
      int rows, float[] a, int at, int row, Matrix w, float[] c, int to, int width) {
    Packing packing = (k, depth) -> Panels.packTransposed(w, k, depth, panels, lines);
    product(rows, w.columns(), w.rows(), a, at, row, 1, packing, c, to, width);
  }

  /** C += A B, where A is rows x depth with any steps, and B depth x columns. */
  public void multiply(
      int rows,
      int depth,
      int columns,
      float[] a,
      int at,
      int row,
      int step,
      float[] b,
      int from,
      int bRow,
      float[] c,
      int to,
      int width) {
    Packing packing = (k, some) -> Panels.pack(b, from + k * bRow, bRow, columns, some, panels);
    product(rows, depth, columns, a, at, row, step, packing, c, to, width);
  }

  /** C += A B transposed, where A is rows x depth, and B columns x depth. */
  public void multiplyTransposed(
      int rows,
      int depth,
      int columns,
      float[] a,
      int at,
      int row,
      float[] b,
      int from,
      int bRow,
      float[] c,
      int to,
      int width) {
    Packing packing = (k, some) -> Panels.packTransposed(b, from + k, bRow, columns, some, panels);
    product(rows, depth, columns, a, at, row, 1, packing, c, to, width);
  }

  /** Puts some rows of B, from one on, into the panels. */
  @FunctionalInterface
  private interface Packing {
    void pack(int from, int depth);
  }

  private void product(
      int rows,
      int depth,
      int columns,
      float[] a,
      int at,
      int row,
      int step,
      Packing b,
      float[] c,
      int to,
      int width) {
    for (int k = 0; k < depth; k += STRIP) {
      int some = Math.min(STRIP, depth - k);
      reserve(columns, some);
      b.pack(k, some);
      strip(rows, some, columns, a, at + k * step, row, step, c, to, width);
    }
  }

  private void reserve(int columns, int depth) {
    int size = Panels.count(columns) * PANEL * depth;
    if (panels.length < size) {
      panels = new float[size];
    }
  }

  private void strip(
      int rows,
      int depth,
      int columns,
      float[] a,
      int at,
      int row,
      int step,
      float[] c,
      int to,
      int width) {
    int n = 0;
    for (; n + PANEL <= columns; n += PANEL) {
      tiles(rows, depth, a, at, row, step, n * depth, c, to + n, width);
    }
    if (n < columns) {
      // The last columns are no full panel: through a place where a full one fits.
      int size = rows * PANEL;
      if (edge.length < size) {
        edge = new float[size];
      }
      Arrays.fill(edge, 0, size, 0);
      tiles(rows, depth, a, at, row, step, n * depth, edge, 0, PANEL);
      for (int m = 0; m < rows; m++) {
        for (int i = 0; i < columns - n; i++) {
          c[to + m * width + n + i] += edge[m * PANEL + i];
        }
      }
    }
  }

  private void tiles(
      int rows,
      int depth,
      float[] a,
      int at,
      int row,
      int step,
      int panel,
      float[] c,
      int to,
      int width) {
    int m = 0;
    for (; m + 3 <= rows; m += 3) {
      Kernel.three(a, at + m * row, row, step, panels, panel, depth, c, to + m * width, width);
    }
    for (; m < rows; m++) {
      Kernel.one(a, at + m * row, row, step, panels, panel, depth, c, to + m * width, width);
    }
  }
}
