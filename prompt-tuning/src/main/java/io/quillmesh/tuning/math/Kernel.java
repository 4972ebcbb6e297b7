package io.quillmesh.tuning.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loop of a product: adds rows of A times a packed panel of B to a tile of C, whose
 * sums stay in registers. Three rows, because that fits into 16 registers, keeps two units for
 * multiplication busy, and because the compiler gives up on six.
 */
final class Kernel {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  static final int LANES = S.length();

  /** How many columns a panel has. */
  static final int PANEL = 4 * LANES;

  private Kernel() {}

  static void three(
      float[] a,
      int at,
      int row,
      int step,
      float[] b,
      int panel,
      int depth,
      float[] c,
      int to,
      int width) {
    var c00 = FloatVector.zero(S);
    var c01 = FloatVector.zero(S);
    var c02 = FloatVector.zero(S);
    var c03 = FloatVector.zero(S);
    var c10 = FloatVector.zero(S);
    var c11 = FloatVector.zero(S);
    var c12 = FloatVector.zero(S);
    var c13 = FloatVector.zero(S);
    var c20 = FloatVector.zero(S);
    var c21 = FloatVector.zero(S);
    var c22 = FloatVector.zero(S);
    var c23 = FloatVector.zero(S);
    for (int k = 0, i = at, j = panel; k < depth; k++, i += step, j += PANEL) {
      var b0 = FloatVector.fromArray(S, b, j + 0 * LANES);
      var b1 = FloatVector.fromArray(S, b, j + 1 * LANES);
      var b2 = FloatVector.fromArray(S, b, j + 2 * LANES);
      var b3 = FloatVector.fromArray(S, b, j + 3 * LANES);
      var a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      var a1 = FloatVector.broadcast(S, a[i + row]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      var a2 = FloatVector.broadcast(S, a[i + 2 * row]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
    }
    add(c, to, c00, c01, c02, c03);
    add(c, to + width, c10, c11, c12, c13);
    add(c, to + 2 * width, c20, c21, c22, c23);
  }

  static void one(
      float[] a,
      int at,
      int row,
      int step,
      float[] b,
      int panel,
      int depth,
      float[] c,
      int to,
      int width) {
    var c00 = FloatVector.zero(S);
    var c01 = FloatVector.zero(S);
    var c02 = FloatVector.zero(S);
    var c03 = FloatVector.zero(S);
    for (int k = 0, i = at, j = panel; k < depth; k++, i += step, j += PANEL) {
      var b0 = FloatVector.fromArray(S, b, j + 0 * LANES);
      var b1 = FloatVector.fromArray(S, b, j + 1 * LANES);
      var b2 = FloatVector.fromArray(S, b, j + 2 * LANES);
      var b3 = FloatVector.fromArray(S, b, j + 3 * LANES);
      var a0 = FloatVector.broadcast(S, a[i]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
    }
    add(c, to, c00, c01, c02, c03);
  }

  private static void add(
      float[] c, int to, FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3) {
    FloatVector.fromArray(S, c, to).add(v0).intoArray(c, to);
    FloatVector.fromArray(S, c, to + LANES).add(v1).intoArray(c, to + LANES);
    FloatVector.fromArray(S, c, to + 2 * LANES).add(v2).intoArray(c, to + 2 * LANES);
    FloatVector.fromArray(S, c, to + 3 * LANES).add(v3).intoArray(c, to + 3 * LANES);
  }
}
