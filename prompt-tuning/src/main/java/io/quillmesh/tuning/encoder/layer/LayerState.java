package io.quillmesh.tuning.encoder.layer;

import io.quillmesh.tuning.math.Rows;

/** What one layer computes on its way forwards; the arrays grow and are used again. */
public final class LayerState {
  private static final float[] NONE = {};

  // Of all rows.
  float[] input = NONE;
  float[] keys = NONE;
  float[] values = NONE;
  // Of the wanted rows.
  float[] residual = NONE;
  float[] queries = NONE;
  float[] probabilities = NONE;
  float[] context = NONE;
  float[] attentionNormal = NONE;
  float[] attentionInverse = NONE;
  float[] middle = NONE;
  float[] beforeGelu = NONE;
  float[] afterGelu = NONE;
  float[] outputNormal = NONE;
  float[] outputInverse = NONE;

  /** Where the rows that come in are put. */
  public float[] input(int rows, int width) {
    input = grown(input, rows * width);
    return input;
  }

  void reserve(LayerWeights weights, Sight sight) {
    int all = sight.keys().total() * weights.width();
    int wanted = sight.queries().total();
    int probable = 0;
    for (int i = 0; i < sight.keys().messages(); i++) {
      probable += weights.heads() * sight.queries().count(i) * Rows.padded(sight.seen(i));
    }
    keys = grown(keys, all);
    values = grown(values, all);
    queries = grown(queries, wanted * weights.width());
    residual =
        sight.rows() == null
            ? input
            : grown(residual == input ? NONE : residual, wanted * weights.width());
    probabilities = grown(probabilities, probable);
    context = grown(context, wanted * weights.width());
    attentionNormal = grown(attentionNormal, wanted * weights.width());
    attentionInverse = grown(attentionInverse, wanted);
    middle = grown(middle, wanted * weights.width());
    beforeGelu = grown(beforeGelu, wanted * weights.innerWidth());
    afterGelu = grown(afterGelu, wanted * weights.innerWidth());
    outputNormal = grown(outputNormal, wanted * weights.width());
    outputInverse = grown(outputInverse, wanted);
  }

  static float[] grown(float[] array, int size) {
    return array.length >= Rows.allocated(size) ? array : Rows.allocate(size + size / 4);
  }
}
