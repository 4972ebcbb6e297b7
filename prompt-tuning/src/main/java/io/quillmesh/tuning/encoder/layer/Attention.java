package io.quillmesh.tuning.encoder.layer;

/** What both ways of attention need. */
final class Attention {
  private Attention() {}

  /**
   * The soft rows of this layer's prefix, which begin so far behind its keys, and then the rows of
   * a message.
   */
  static float[] seen(
      float[] rows, Sight sight, int message, int width, int behind, float[] scratch) {
    int soft = sight.length() * width;
    int own = sight.keys().count(message) * width;
    float[] to = LayerState.grown(scratch, soft + own);
    if (sight.prefixes() != null) {
      System.arraycopy(sight.prefixes(), sight.prefix() + behind, to, 0, soft);
    }
    System.arraycopy(rows, sight.keys().start(message) * width, to, soft, own);
    return to;
  }
}
