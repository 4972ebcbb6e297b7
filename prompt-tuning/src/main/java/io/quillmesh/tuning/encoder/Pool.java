package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.math.Rows;

/** From the vectors of tokens to one for each message, and back. */
final class Pool {
  private Pool() {}

  static void forward(Pooling pooling, Chunk chunk, float[] output, int width, float[] pooled) {
    for (int i = 0; i < chunk.messages().size(); i++) {
      int to = (chunk.first() + i) * width;
      int count = first(pooling) ? 1 : chunk.wanted().count(i);
      for (int r = 0; r < count; r++) {
        Rows.add(output, (chunk.wanted().start(i) + r) * width, pooled, to, width);
      }
      for (int j = to; j < to + width; j++) {
        pooled[j] /= count;
      }
    }
  }

  private static boolean first(Pooling pooling) {
    return pooling == Pooling.CLS;
  }

  static void backward(Pooling pooling, Chunk chunk, float[] pooled, int width, float[] gradient) {
    for (int i = 0; i < chunk.messages().size(); i++) {
      int from = (chunk.first() + i) * width;
      int count = chunk.wanted().count(i);
      for (int r = 0; r < count; r++) {
        int to = (chunk.wanted().start(i) + r) * width;
        for (int j = 0; j < width; j++) {
          gradient[to + j] = pooled[from + j] / count;
        }
      }
    }
  }
}
