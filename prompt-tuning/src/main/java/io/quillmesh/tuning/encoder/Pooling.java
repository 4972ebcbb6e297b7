package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.math.Rows;

/** How the vectors of all tokens become one. */
public enum Pooling {
  /** The vector of the first token, which stands for all. */
  CLS,
  /** The mean of the vectors of all tokens, those of a prompt excepted. */
  MEAN;

  void forward(Chunk chunk, float[] output, int width, float[] pooled) {
    for (int i = 0; i < chunk.messages().size(); i++) {
      int to = (chunk.first() + i) * width;
      int count = this == CLS ? 1 : chunk.wanted().count(i);
      for (int r = 0; r < count; r++) {
        Rows.add(output, (chunk.wanted().start(i) + r) * width, pooled, to, width);
      }
      for (int j = to; j < to + width; j++) {
        pooled[j] /= count;
      }
    }
  }

  void backward(Chunk chunk, float[] pooled, int width, float[] gradient) {
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
