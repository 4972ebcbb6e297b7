package io.quillmesh.tuning.encoder;

import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.List;

/**
 * Runs an encoder: for one message as quickly as possible, or for many so that they can be learnt
 * from.
 */
public final class Encoder {
  /** With one thread. */
  public Encoder(EncoderWeights weights, Pooling pooling) {
    this(weights, pooling, 1);
  }

  /**
   * With so many threads in {@link #forward} and {@link Pass#backward}; results do not depend on
   * how many.
   */
  public Encoder(EncoderWeights weights, Pooling pooling, int threads) {
    throw new UnsupportedOperationException("Not yet: " + weights + pooling + threads);
  }

  /** The vector of a message, as wide as the encoder; not normalised. Any thread may call it. */
  public float[] encode(Tokens tokens, Prompt prompt) {
    throw new UnsupportedOperationException("Not yet: " + tokens + prompt);
  }

  /**
   * Runs a batch and keeps what the way back needs; the weights and the prompt must not change
   * before that.
   */
  public Pass forward(List<Tokens> batch, Prompt prompt) {
    throw new UnsupportedOperationException("Not yet: " + batch + prompt);
  }
}
