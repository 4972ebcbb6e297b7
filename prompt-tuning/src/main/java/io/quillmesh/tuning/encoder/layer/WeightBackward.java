package io.quillmesh.tuning.encoder.layer;

import io.quillmesh.tuning.math.Gemm;
import io.quillmesh.tuning.math.Rows;

/**
 * The gradients of one layer's weights, from what both ways left: 16 tensors one after the other,
 * each a step that no other shares.
 */
public final class WeightBackward {
  /** How many steps there are. */
  public static final int STEPS = 8;

  private WeightBackward() {}

  /** Adds what these messages give to the tensors of one step, which begin at these places. */
  public static void add(
      int step,
      LayerWeights w,
      LayerState s,
      LayerGradients g,
      Sight sight,
      Gemm gemm,
      int[] places,
      float[] to) {
    int all = sight.keys().total();
    int wanted = sight.queries().total();
    int matrix = places[2 * step];
    int vector = places[2 * step + 1];
    int width = w.width();
    int inner = w.innerWidth();
    switch (step) {
      case 0 -> linear(gemm, wanted, s.residual, width, g.queries, width, to, matrix, vector);
      case 1 -> linear(gemm, all, s.input, width, g.keys, width, to, matrix, vector);
      case 2 -> linear(gemm, all, s.input, width, g.values, width, to, matrix, vector);
      case 3 ->
          linear(gemm, wanted, s.context, width, g.beforeAttentionNorm, width, to, matrix, vector);
      case 4 -> norm(wanted, width, g.middle, s.attentionNormal, to, matrix, vector);
      case 5 -> linear(gemm, wanted, s.middle, width, g.beforeGelu, inner, to, matrix, vector);
      case 6 ->
          linear(gemm, wanted, s.afterGelu, inner, g.beforeOutputNorm, width, to, matrix, vector);
      case 7 -> norm(wanted, width, g.output, s.outputNormal, to, matrix, vector);
      default -> throw new IllegalArgumentException("There is no step " + step);
    }
  }

  private static void linear(
      Gemm gemm,
      int rows,
      float[] x,
      int in,
      float[] gradient,
      int out,
      float[] to,
      int matrix,
      int vector) {
    gemm.multiply(in, rows, out, x, 0, 1, in, gradient, 0, out, to, matrix, out);
    Rows.addColumns(gradient, rows, out, to, vector);
  }

  private static void norm(
      int rows,
      int width,
      float[] gradient,
      float[] normalised,
      float[] to,
      int factor,
      int offset) {
    Rows.addProducts(gradient, normalised, rows, width, to, factor);
    Rows.addColumns(gradient, rows, width, to, offset);
  }
}
