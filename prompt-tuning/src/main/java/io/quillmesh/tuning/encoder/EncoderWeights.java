package io.quillmesh.tuning.encoder;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * All weights of an encoder, mapped from its file, or random ones, or a copy that can be trained.
 */
public final class EncoderWeights implements AutoCloseable {
  private EncoderWeights() {}

  /** Maps an ONNX file of a BERT encoder; nothing is copied. */
  public static EncoderWeights map(Path onnx) {
    throw new UnsupportedOperationException("Not yet: " + onnx);
  }

  /** Random ones, for tests and trials. */
  public static EncoderWeights random(EncoderShape shape, long seed) {
    throw new UnsupportedOperationException("Not yet: " + shape + seed);
  }

  /** A copy of them that may be changed: full fine-tuning. */
  public EncoderWeights trainable() {
    throw new UnsupportedOperationException("Not yet");
  }

  /**
   * All values of a trainable copy, in the order of {@link WeightGradients#values()}; native
   * floats, aligned.
   */
  public MemorySegment values() {
    throw new UnsupportedOperationException("Not yet");
  }

  public EncoderShape shape() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** The SHA-256 of the file; of random ones, of their shape and seed. */
  public String hash() {
    throw new UnsupportedOperationException("Not yet");
  }

  @Override
  public void close() {}
}
