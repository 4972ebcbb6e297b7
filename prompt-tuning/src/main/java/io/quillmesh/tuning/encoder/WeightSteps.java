package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.encoder.layer.LayerWeights;
import io.quillmesh.tuning.encoder.layer.WeightBackward;
import io.quillmesh.tuning.math.Gemm;
import java.util.List;

/** The gradients of all weights in steps that threads can share: no two write to the same place. */
final class WeightSteps {
  private static final int TABLES = 3;
  private static final int EMBEDDINGS = TABLES + 1;

  private WeightSteps() {}

  static int count(int layers) {
    return EMBEDDINGS + layers * WeightBackward.STEPS;
  }

  static void add(
      int step,
      Layout layout,
      List<LayerWeights> layers,
      Chunk chunk,
      ChunkRun run,
      Gemm gemm,
      float[] to) {
    if (step < TABLES) {
      Embeddings.addTable(step, layout, chunk, run.embeddedGradient(), to);
    } else if (step < EMBEDDINGS) {
      Embeddings.addNorm(layout, chunk, run, to);
    } else {
      int layer = (step - EMBEDDINGS) / WeightBackward.STEPS;
      WeightBackward.add(
          (step - EMBEDDINGS) % WeightBackward.STEPS,
          layers.get(layer),
          run.state(layer, true),
          run.gradient(layer, true),
          chunk.sight(layer),
          gemm,
          layout.ofLayer(layer),
          to);
    }
  }
}
