package io.quillmesh.tuning.encoder.layer;

/** What one layer computes on its way backwards. The gradients of its weights follow from these. */
public final class LayerGradients {
  private static final float[] NONE = {};

  // Of the wanted rows.
  float[] output = NONE;
  float[] beforeOutputNorm = NONE;
  float[] beforeGelu = NONE;
  float[] middle = NONE;
  float[] beforeAttentionNorm = NONE;
  float[] context = NONE;
  float[] queries = NONE;
  // Of all rows.
  float[] keys = NONE;
  float[] values = NONE;

  /** Where the gradient of the wanted rows is put. */
  public float[] output(int rows, int width) {
    output = LayerState.grown(output, rows * width);
    return output;
  }

  void reserve(LayerWeights weights, Sight sight) {
    int all = sight.keys().total() * weights.width();
    int wanted = sight.queries().total() * weights.width();
    beforeOutputNorm = LayerState.grown(beforeOutputNorm, wanted);
    beforeGelu = LayerState.grown(beforeGelu, sight.queries().total() * weights.innerWidth());
    middle = LayerState.grown(middle, wanted);
    beforeAttentionNorm = LayerState.grown(beforeAttentionNorm, wanted);
    context = LayerState.grown(context, wanted);
    queries = LayerState.grown(queries, wanted);
    keys = LayerState.grown(keys, all);
    values = LayerState.grown(values, all);
  }
}
