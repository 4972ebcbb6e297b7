package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.encoder.layer.Forward;
import io.quillmesh.tuning.encoder.layer.LayerWeights;
import io.quillmesh.tuning.tokenizer.Tokens;
import io.quillmesh.tuning.work.Spare;
import io.quillmesh.tuning.work.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Runs an encoder: for one message as quickly as possible, or for many so that they can be learnt
 * from.
 */
public final class Encoder {
  private final EncoderWeights weights;
  private final Pooling pooling;
  private final int threads;
  private final List<LayerWeights> frozen;
  private final Spare<Forward> forwards = new Spare<>(Forward::new);
  private final Spare<ChunkRun> single = new Spare<>(ChunkRun::new);
  private final Spare<ChunkRun> runs = new Spare<>(ChunkRun::new);

  /** With one thread. */
  public Encoder(EncoderWeights weights, Pooling pooling) {
    this(weights, pooling, 1);
  }

  /**
   * With so many threads in {@link #forward} and {@link Pass#backward}; results do not depend on
   * how many.
   */
  public Encoder(EncoderWeights weights, Pooling pooling, int threads) {
    this.weights = weights;
    this.pooling = pooling;
    this.threads = threads;
    frozen = weights.isFrozen() ? read(weights) : List.of();
  }

  private static List<LayerWeights> read(EncoderWeights weights) {
    return IntStream.range(0, weights.shape().layers()).mapToObj(weights::layer).toList();
  }

  private List<LayerWeights> layers() {
    return weights.isFrozen() ? frozen : read(weights);
  }

  /** The vector of a message, as wide as the encoder; not normalised. Any thread may call it. */
  public float[] encode(Tokens tokens, Prompt prompt) {
    Checks.check(weights.shape(), prompt);
    Checks.check(weights.shape(), tokens);
    var chunk = new Chunk(0, List.of(tokens), prompt, weights.shape(), pooling);
    var pooled = new float[weights.shape().width()];
    Forward forward = forwards.take();
    ChunkRun run = single.take();
    run.forward(weights, layers(), chunk, pooling, false, forward, pooled);
    forwards.giveBack(forward);
    single.giveBack(run);
    return pooled;
  }

  /**
   * Runs a batch and keeps what the way back needs; the weights and the prompt must not change
   * before that.
   */
  public Pass forward(List<Tokens> batch, Prompt prompt) {
    Checks.check(weights.shape(), prompt);
    batch.forEach(tokens -> Checks.check(weights.shape(), tokens));
    List<Chunk> chunks = Chunk.of(batch, prompt, weights.shape(), pooling);
    var chunkRuns = new ArrayList<ChunkRun>();
    chunks.forEach(chunk -> chunkRuns.add(runs.take()));
    var pooled = new float[batch.size() * weights.shape().width()];
    List<LayerWeights> layers = layers();
    Workers.run(
        threads,
        chunks.size(),
        i -> {
          Forward forward = forwards.take();
          chunkRuns.get(i).forward(weights, layers, chunks.get(i), pooling, true, forward, pooled);
          forwards.giveBack(forward);
        });
    return new Pass(weights, layers, pooling, threads, chunks, chunkRuns, runs, pooled);
  }
}
