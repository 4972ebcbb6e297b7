package io.quillmesh.tuning.encoder.layer;

import io.quillmesh.tuning.math.Gelu;
import io.quillmesh.tuning.math.Gemm;
import io.quillmesh.tuning.math.Matrix;
import io.quillmesh.tuning.math.Norm;
import io.quillmesh.tuning.math.Rows;
import io.quillmesh.tuning.math.Softmax;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A layer forwards; each thread needs one, because of its scratch memory. */
public final class Forward {
  private final Gemm gemm = new Gemm();
  private float[] keys = new float[0];
  private float[] values = new float[0];

  /** Puts the wanted rows into {@code to}, which is not the input. */
  public void run(LayerWeights w, LayerState s, Sight sight, float[] to) {
    s.reserve(w, sight);
    int all = sight.keys().total();
    int wanted = sight.queries().total();
    int width = w.width();
    gather(s.input, sight.rows(), width, s.residual);
    linear(wanted, s.residual, w.query(), w.queryBias(), s.queries);
    linear(all, s.input, w.key(), w.keyBias(), s.keys);
    linear(all, s.input, w.value(), w.valueBias(), s.values);
    attend(w, s, sight);

    Rows.sum(s.attentionNormal, wanted, s.residual, w.projectionBias());
    gemm.multiply(wanted, s.context, 0, width, w.projection(), s.attentionNormal, 0, width);
    Norm.forward(
        s.attentionNormal,
        wanted,
        w.attentionFactor(),
        w.attentionOffset(),
        w.epsilon(),
        s.attentionNormal,
        s.attentionInverse,
        s.middle);

    linear(wanted, s.middle, w.inner(), w.innerBias(), s.beforeGelu);
    Gelu.forward(s.beforeGelu, wanted * w.innerWidth(), s.afterGelu);
    Rows.sum(s.outputNormal, wanted, s.middle, w.outerBias());
    gemm.multiply(wanted, s.afterGelu, 0, w.innerWidth(), w.outer(), s.outputNormal, 0, width);
    Norm.forward(
        s.outputNormal,
        wanted,
        w.outputFactor(),
        w.outputOffset(),
        w.epsilon(),
        s.outputNormal,
        s.outputInverse,
        to);
  }

  private void linear(int rows, float[] x, Matrix matrix, float[] bias, float[] to) {
    Rows.fill(to, rows, bias);
    gemm.multiply(rows, x, 0, matrix.rows(), matrix, to, 0, matrix.columns());
  }

  private static void gather(float[] from, int @Nullable [] rows, int width, float[] to) {
    for (int i = 0; rows != null && i < rows.length; i++) {
      System.arraycopy(from, rows[i] * width, to, i * width, width);
    }
  }

  private void attend(LayerWeights w, LayerState s, Sight sight) {
    int width = w.width();
    int head = w.headWidth();
    Arrays.fill(s.context, 0, sight.queries().total() * width, 0);
    for (int i = 0, at = 0; i < sight.keys().messages(); i++) {
      int seen = sight.seen(i);
      int padded = Rows.padded(seen);
      int count = sight.queries().count(i);
      int from = sight.queries().start(i) * width;
      keys = Attention.seen(s.keys, sight, i, width, 0, keys);
      values = Attention.seen(s.values, sight, i, width, sight.length() * width, values);
      Arrays.fill(s.probabilities, at, at + w.heads() * count * padded, 0);
      for (int h = 0; h < w.heads(); h++, at += count * padded) {
        int column = h * head;
        gemm.multiplyTransposed(
            count,
            head,
            seen,
            s.queries,
            from + column,
            width,
            keys,
            column,
            width,
            s.probabilities,
            at,
            padded);
        Softmax.forward(s.probabilities, at, count, seen, w.scale());
        gemm.multiply(
            count,
            seen,
            head,
            s.probabilities,
            at,
            padded,
            1,
            values,
            column,
            width,
            s.context,
            from + column,
            width);
      }
    }
  }
}
