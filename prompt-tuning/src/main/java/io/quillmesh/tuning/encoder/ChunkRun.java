package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.encoder.layer.Backward;
import io.quillmesh.tuning.encoder.layer.Forward;
import io.quillmesh.tuning.encoder.layer.LayerGradients;
import io.quillmesh.tuning.encoder.layer.LayerState;
import io.quillmesh.tuning.encoder.layer.LayerWeights;
import io.quillmesh.tuning.math.Norm;
import io.quillmesh.tuning.math.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory in which a chunk runs. It is used again for other chunks, so that nothing of note is
 * allocated.
 */
final class ChunkRun {
  private static final float[] NONE = {};

  private final List<LayerState> states = new ArrayList<>();
  private final List<LayerGradients> gradients = new ArrayList<>();
  private float[] embeddedNormal = NONE;
  private float[] embeddedInverse = NONE;
  private float[] embeddedOutput = NONE;
  private float[] embeddedGradient = NONE;
  private float[] output = NONE;

  /** Puts the pooled vectors of the chunk's messages into their rows of {@code pooled}. */
  void forward(
      EncoderWeights weights,
      List<LayerWeights> layers,
      Chunk chunk,
      Pooling pooling,
      boolean keep,
      Forward forward,
      float[] pooled) {
    int width = weights.shape().width();
    int rows = chunk.keys().total();
    embeddedNormal = grown(embeddedNormal, rows * width);
    embeddedInverse = grown(embeddedInverse, rows);
    Embeddings.forward(
        weights, chunk, embeddedNormal, embeddedInverse, state(0, keep).input(rows, width));
    output = grown(output, rows * width);
    for (int l = 0; l < layers.size(); l++) {
      float[] to = l + 1 == layers.size() ? output : state(l + 1, keep).input(rows, width);
      forward.run(layers.get(l), state(l, keep), chunk.sight(l), to);
    }
    pooling.forward(chunk, output, width, pooled);
  }

  /** The gradients of all layers; adds those of the prompt. */
  void backward(
      EncoderWeights weights,
      List<LayerWeights> layers,
      Chunk chunk,
      Pooling pooling,
      boolean keep,
      Backward backward,
      float[] pooled,
      @Nullable Prompt prompt) {
    int width = weights.shape().width();
    int rows = chunk.keys().total();
    int last = layers.size() - 1;
    pooling.backward(chunk, pooled, width, gradient(last, keep).output(rows, width));
    boolean toEmbeddings = keep || (prompt != null && prompt.input() != null);
    for (int l = last; l >= 0; l--) {
      float[] to =
          l > 0
              ? gradient(l - 1, keep).output(rows, width)
              : toEmbeddings ? embeddedOutput(rows * width) : null;
      backward.run(
          layers.get(l),
          state(l, true),
          gradient(l, keep),
          chunk.sight(l),
          prompt == null ? null : prompt.prefixes(),
          to);
    }
    if (toEmbeddings) {
      embeddedGradient = grown(embeddedGradient, rows * width);
      Norm.backward(
          embeddedOutput,
          rows,
          weights.vector(Layout.NORM),
          embeddedNormal,
          embeddedInverse,
          embeddedGradient);
      if (prompt != null && prompt.input() != null) {
        Embeddings.addInput(chunk, width, embeddedGradient, prompt.input());
      }
    }
  }

  private float[] embeddedOutput(int size) {
    embeddedOutput = grown(embeddedOutput, size);
    return embeddedOutput;
  }

  float[] embeddedNormal() {
    return embeddedNormal;
  }

  /** The gradient of the normalised embeddings. */
  float[] embeddedOutput() {
    return embeddedOutput;
  }

  /** The gradient of the embeddings before the normalisation. */
  float[] embeddedGradient() {
    return embeddedGradient;
  }

  LayerState state(int layer, boolean keep) {
    return at(states, keep ? layer : layer % 2, LayerState::new);
  }

  LayerGradients gradient(int layer, boolean keep) {
    return at(gradients, keep ? layer : layer % 2, LayerGradients::new);
  }

  private static <T> T at(List<T> list, int index, Supplier<T> create) {
    while (list.size() <= index) {
      list.add(create.get());
    }
    return list.get(index);
  }

  private static float[] grown(float[] array, int size) {
    return array.length >= Rows.allocated(size) ? array : Rows.allocate(size + size / 4);
  }
}
