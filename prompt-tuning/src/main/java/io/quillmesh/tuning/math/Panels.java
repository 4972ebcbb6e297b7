package io.quillmesh.tuning.math;

import static io.quillmesh.tuning.math.Kernel.LANES;
import static io.quillmesh.tuning.math.Kernel.PANEL;
import static io.quillmesh.tuning.math.Kernel.S;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Copies a strip of B so that the kernel reads it from the first to the last float: one panel of
 * columns after the other, each row after row. A strip is read in the order of memory, so that
 * weights come from a mapped file as quickly as memory gives them.
 */
final class Panels {
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ORDER);

  /** How many rows are transposed at a time. */
  static final int GROUP = 8;

  private Panels() {}

  static int count(int columns) {
    return (columns + PANEL - 1) / PANEL;
  }

  /** Rows from..from+depth of B. */
  static void pack(Matrix b, int from, int depth, float[] to) {
    MemorySegment segment = b.segment();
    int columns = b.columns();
    int full = columns / PANEL * PANEL;
    clearLast(columns, depth, to);
    for (int k = 0; k < depth; k++) {
      long row = (long) (from + k) * columns;
      for (int n = 0; n < full; n += PANEL) {
        copy(segment, 4 * (row + n), to, n * depth + k * PANEL);
      }
      for (int n = full; n < columns; n++) {
        to[full * depth + k * PANEL + n - full] = segment.get(FLOAT, 4 * (row + n));
      }
    }
  }

  private static void copy(MemorySegment from, long at, float[] to, int index) {
    for (int v = 0; v < PANEL; v += LANES) {
      FloatVector.fromMemorySegment(S, from, at + 4L * v, ORDER).intoArray(to, index + v);
    }
  }

  /** Columns from..from+depth of W, as rows of its transpose. */
  static void packTransposed(Matrix w, int from, int depth, float[] to, float[] lines) {
    MemorySegment segment = w.segment();
    clearLast(w.rows(), depth, to);
    for (int n = 0; n < w.rows(); n += GROUP) {
      int some = Math.min(GROUP, w.rows() - n);
      for (int i = 0; i < some; i++) {
        MemorySegment.copy(
            segment, FLOAT, 4 * ((long) (n + i) * w.columns() + from), lines, i * depth, depth);
      }
      spread(lines, 0, depth, some, depth, to, n / PANEL * PANEL * depth + n % PANEL);
    }
  }

  /** Rows of B, which is an array. */
  static void pack(float[] b, int at, int row, int columns, int depth, float[] to) {
    clearLast(columns, depth, to);
    for (int k = 0; k < depth; k++) {
      for (int n = 0; n < columns; n += PANEL) {
        System.arraycopy(
            b, at + k * row + n, to, n * depth + k * PANEL, Math.min(PANEL, columns - n));
      }
    }
  }

  /** The transpose of B, which is an array of so many rows; they become columns. */
  static void packTransposed(float[] b, int at, int row, int rows, int depth, float[] to) {
    clearLast(rows, depth, to);
    for (int n = 0; n < rows; n += GROUP) {
      spread(
          b,
          at + n * row,
          row,
          Math.min(GROUP, rows - n),
          depth,
          to,
          n / PANEL * PANEL * depth + n % PANEL);
    }
  }

  // Some rows become columns, so many at a time that a whole cache line is written at once.
  private static void spread(
      float[] from, int at, int row, int rows, int depth, float[] to, int index) {
    if (rows == GROUP) {
      for (int k = 0; k < depth; k++) {
        for (int i = 0; i < GROUP; i++) {
          to[index + k * PANEL + i] = from[at + i * row + k];
        }
      }
      return;
    }
    for (int k = 0; k < depth; k++) {
      for (int i = 0; i < rows; i++) {
        to[index + k * PANEL + i] = from[at + i * row + k];
      }
    }
  }

  // What is beyond the last column of B is zero.
  private static void clearLast(int columns, int depth, float[] to) {
    if (columns % PANEL != 0) {
      int from = columns / PANEL * PANEL * depth;
      Arrays.fill(to, from, from + PANEL * depth, 0);
    }
  }
}
