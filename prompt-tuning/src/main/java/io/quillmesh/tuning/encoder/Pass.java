package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.encoder.layer.Backward;
import io.quillmesh.tuning.encoder.layer.LayerWeights;
import io.quillmesh.tuning.math.Gemm;
import io.quillmesh.tuning.math.Rows;
import io.quillmesh.tuning.work.Spare;
import io.quillmesh.tuning.work.Workers;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A batch that has run through an encoder. */
public final class Pass {
  private final EncoderWeights weights;
  private final List<LayerWeights> layers;
  private final Pooling pooling;
  private final int threads;
  private final List<Chunk> chunks;
  private final List<ChunkRun> runs;
  private final Spare<ChunkRun> spare;
  private final float[] pooled;
  private boolean done;

  Pass(
      EncoderWeights weights,
      List<LayerWeights> layers,
      Pooling pooling,
      int threads,
      List<Chunk> chunks,
      List<ChunkRun> runs,
      Spare<ChunkRun> spare,
      float[] pooled) {
    this.weights = weights;
    this.layers = layers;
    this.pooling = pooling;
    this.threads = threads;
    this.chunks = chunks;
    this.runs = runs;
    this.spare = spare;
    this.pooled = pooled;
  }

  /** batch x width. */
  public float[] pooled() {
    return pooled;
  }

  /** Says that nobody wants to go back, so that the memory is used again at once. */
  public void discard() {
    if (!done) {
      done = true;
      runs.forEach(spare::giveBack);
    }
  }

  /**
   * Adds to the gradients what follows from the one of {@link #pooled()}; may be called once.
   *
   * @param promptGradient null if the prompt is not trained
   * @param weightGradients null if the encoder is frozen
   */
  public void backward(
      float[] gradient,
      @Nullable Prompt promptGradient,
      @Nullable WeightGradients weightGradients) {
    if (done) {
      throw new IllegalStateException("A pass goes back once, or is discarded");
    }
    if (gradient.length != pooled.length) {
      throw new IllegalArgumentException(
          "The gradient has %d numbers, and should have %d"
              .formatted(gradient.length, pooled.length));
    }
    boolean keep = weightGradients != null;
    List<Prompt> parts =
        promptGradient == null
            ? List.of()
            : Stream.generate(promptGradient::zero).limit(chunks.size()).toList();
    Workers.run(
        threads,
        chunks.size(),
        i ->
            runs.get(i)
                .backward(
                    weights,
                    layers,
                    chunks.get(i),
                    pooling,
                    keep,
                    new Backward(),
                    gradient,
                    parts.isEmpty() ? null : parts.get(i)));
    if (promptGradient != null) {
      // In the order of the chunks, whichever was ready first.
      parts.forEach(part -> add(part, promptGradient));
    }
    if (weightGradients != null) {
      Workers.run(
          threads,
          WeightSteps.count(layers.size()),
          step -> addWeights(step, weightGradients.values()));
    }
    discard();
  }

  private static void add(Prompt part, Prompt to) {
    if (part.input() != null && to.input() != null) {
      Rows.add(part.input(), 0, to.input(), 0, part.input().length);
    }
    if (part.prefixes() != null && to.prefixes() != null) {
      Rows.add(part.prefixes(), 0, to.prefixes(), 0, part.prefixes().length);
    }
  }

  private void addWeights(int step, float[] to) {
    var gemm = new Gemm();
    for (int i = 0; i < chunks.size(); i++) {
      WeightSteps.add(step, weights.layout(), layers, chunks.get(i), runs.get(i), gemm, to);
    }
  }
}
