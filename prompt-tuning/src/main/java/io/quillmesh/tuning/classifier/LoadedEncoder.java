package io.quillmesh.tuning.classifier;

import io.quillmesh.tuning.data.InputForm;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.encoder.EncoderWeights;
import io.quillmesh.tuning.tokenizer.Tokens;
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

  /**
   * A message as it is read, in training as in service.
   *
   * @param most how many tokens are read at most
   */
  public Tokens read(Situation situation, Route route, InputForm input, int most) {
    String second = input.second(route, situation.article(), situation.buttons());
    return tokenizer.encode(situation.message(), second, most);
  }

  @Override
  public void close() {
    weights.close();
  }
}
