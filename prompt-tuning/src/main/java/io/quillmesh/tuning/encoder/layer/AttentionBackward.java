package io.quillmesh.tuning.encoder.layer;

import io.quillmesh.tuning.math.Gemm;
import io.quillmesh.tuning.math.Rows;
import io.quillmesh.tuning.math.Softmax;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From the gradient of the context to those of queries, keys and values, and of the soft ones in
 * front.
 */
final class AttentionBackward {
  private static final float[] NONE = {};

  private final Gemm gemm;
  private float[] keys = NONE;
  private float[] values = NONE;
  private float[] keyGradients = NONE;
  private float[] valueGradients = NONE;
  private float[] scores = NONE;

  AttentionBackward(Gemm gemm) {
    this.gemm = gemm;
  }

  void run(
      LayerWeights w, LayerState s, LayerGradients g, Sight sight, float @Nullable [] prefixes) {
    int width = w.width();
    Arrays.fill(g.queries, 0, sight.queries().total() * width, 0);
    for (int i = 0, at = 0; i < sight.keys().messages(); i++) {
      int seen = sight.seen(i);
      keys = Attention.seen(s.keys, sight, i, width, 0, keys);
      values = Attention.seen(s.values, sight, i, width, sight.length() * width, values);
      keyGradients = zeros(keyGradients, seen * width);
      valueGradients = zeros(valueGradients, seen * width);
      int count = sight.queries().count(i);
      for (int h = 0; h < w.heads(); h++, at += count * Rows.padded(seen)) {
        head(w, s, g, sight, i, h, at);
      }
      int soft = sight.length() * width;
      int own = sight.keys().count(i) * width;
      int start = sight.keys().start(i) * width;
      System.arraycopy(keyGradients, soft, g.keys, start, own);
      System.arraycopy(valueGradients, soft, g.values, start, own);
      if (prefixes != null) {
        Rows.add(keyGradients, 0, prefixes, sight.prefix(), soft);
        Rows.add(valueGradients, 0, prefixes, sight.prefix() + soft, soft);
      }
    }
  }

  private void head(
      LayerWeights w, LayerState s, LayerGradients g, Sight sight, int message, int h, int at) {
    int width = w.width();
    int head = w.headWidth();
    int column = h * head;
    int seen = sight.seen(message);
    int padded = Rows.padded(seen);
    int count = sight.queries().count(message);
    int from = sight.queries().start(message) * width + column;
    scores = zeros(scores, count * padded);
    gemm.multiplyTransposed(
        count, head, seen, g.context, from, width, values, column, width, scores, 0, padded);
    gemm.multiply(
        seen,
        count,
        head,
        s.probabilities,
        at,
        1,
        padded,
        g.context,
        from,
        width,
        valueGradients,
        column,
        width);
    Softmax.backward(s.probabilities, at, scores, count, seen, w.scale());
    gemm.multiply(
        count, seen, head, scores, 0, padded, 1, keys, column, width, g.queries, from, width);
    gemm.multiply(
        seen,
        count,
        head,
        scores,
        0,
        1,
        padded,
        s.queries,
        from,
        width,
        keyGradients,
        column,
        width);
  }

  private static float[] zeros(float[] array, int size) {
    float[] zeros = LayerState.grown(array, size);
    Arrays.fill(zeros, 0, size, 0);
    return zeros;
  }
}
