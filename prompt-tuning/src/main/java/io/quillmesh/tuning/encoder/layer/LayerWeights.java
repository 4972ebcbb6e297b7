package io.quillmesh.tuning.encoder.layer;

import io.quillmesh.tuning.math.Matrix;

/** The weights of one layer; a matrix has a row for each input. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made for loops.
public record LayerWeights(
    int heads,
    float epsilon,
    Matrix query,
    float[] queryBias,
    Matrix key,
    float[] keyBias,
    Matrix value,
    float[] valueBias,
    Matrix projection,
    float[] projectionBias,
    float[] attentionFactor,
    float[] attentionOffset,
    Matrix inner,
    float[] innerBias,
    Matrix outer,
    float[] outerBias,
    float[] outputFactor,
    float[] outputOffset) {

  int width() {
    return queryBias.length;
  }

  int innerWidth() {
    return innerBias.length;
  }

  int headWidth() {
    return width() / heads;
  }

  float scale() {
    return (float) (1 / Math.sqrt(headWidth()));
  }
}
