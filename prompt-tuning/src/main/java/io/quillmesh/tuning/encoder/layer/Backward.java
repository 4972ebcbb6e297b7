package io.quillmesh.tuning.encoder.layer;

import io.quillmesh.tuning.math.Gelu;
import io.quillmesh.tuning.math.Gemm;
import io.quillmesh.tuning.math.Norm;
import io.quillmesh.tuning.math.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A layer backwards: gradients of its input and of its prefix. Each thread needs one, because of
 * its scratch memory.
 */
public final class Backward {
  private final Gemm gemm = new Gemm();
  private final AttentionBackward attention = new AttentionBackward(gemm);
  private float[] wanted = new float[0];

  /**
   * From the gradient that {@link LayerGradients#output} holds.
   *
   * @param prefixes to this, of all layers, the prefix's gradient is added; or null
   * @param to the gradient of the input; or null if nobody needs it
   */
  public void run(
      LayerWeights w,
      LayerState s,
      LayerGradients g,
      Sight sight,
      float @Nullable [] prefixes,
      float @Nullable [] to) {
    g.reserve(w, sight);
    int rows = sight.queries().total();
    int width = w.width();
    int size = rows * width;
    Norm.backward(
        g.output, rows, w.outputFactor(), s.outputNormal, s.outputInverse, g.beforeOutputNorm);
    Arrays.fill(g.beforeGelu, 0, rows * w.innerWidth(), 0);
    gemm.multiplyTransposed(
        rows, g.beforeOutputNorm, 0, width, w.outer(), g.beforeGelu, 0, w.innerWidth());
    Gelu.backward(s.beforeGelu, rows * w.innerWidth(), g.beforeGelu);
    System.arraycopy(g.beforeOutputNorm, 0, g.middle, 0, size);
    gemm.multiplyTransposed(rows, g.beforeGelu, 0, w.innerWidth(), w.inner(), g.middle, 0, width);

    Norm.backward(
        g.middle,
        rows,
        w.attentionFactor(),
        s.attentionNormal,
        s.attentionInverse,
        g.beforeAttentionNorm);
    Arrays.fill(g.context, 0, size, 0);
    gemm.multiplyTransposed(
        rows, g.beforeAttentionNorm, 0, width, w.projection(), g.context, 0, width);
    attention.run(w, s, g, sight, prefixes);
    if (to != null) {
      input(w, g, sight, to);
    }
  }

  private void input(LayerWeights w, LayerGradients g, Sight sight, float[] to) {
    int width = w.width();
    int rows = sight.queries().total();
    int[] places = sight.rows();
    if (places == null) {
      queries(w, g, rows, to);
    } else {
      wanted = LayerState.grown(wanted, rows * width);
      queries(w, g, rows, wanted);
      Arrays.fill(to, 0, sight.keys().total() * width, 0);
      for (int i = 0; i < rows; i++) {
        Rows.add(wanted, i * width, to, places[i] * width, width);
      }
    }
    gemm.multiplyTransposed(sight.keys().total(), g.keys, 0, width, w.key(), to, 0, width);
    gemm.multiplyTransposed(sight.keys().total(), g.values, 0, width, w.value(), to, 0, width);
  }

  private void queries(LayerWeights w, LayerGradients g, int rows, float[] to) {
    System.arraycopy(g.beforeAttentionNorm, 0, to, 0, rows * w.width());
    gemm.multiplyTransposed(rows, g.queries, 0, w.width(), w.query(), to, 0, w.width());
  }
}
