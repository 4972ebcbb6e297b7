package io.quillmesh.tuning.classifier;

import io.quillmesh.tuning.encoder.EncoderWeights;
import io.quillmesh.tuning.tokenizer.WordPiece;

/**
 * An encoder with its tokenizer.
 *
 * @param weightsHash the SHA-256 of its weights
 * @param tokenizerHash the SHA-256 of its tokenizer's file
 */
public record LoadedEncoder(
    String name,
    EncoderWeights weights,
    String weightsHash,
    WordPiece tokenizer,
    String tokenizerHash)
    implements AutoCloseable {
  @Override
  public void close() {
    weights.close();
  }
}
