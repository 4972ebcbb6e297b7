package io.quillmesh.tuning.artefact;

import io.quillmesh.tuning.encoder.Pooling;
import io.quillmesh.tuning.method.Tuned;
import java.util.Map;

/**
 * One route of an artefact: what was trained, for which encoder, and how it was found to do.
 *
 * @param encoder the encoder's name
 * @param weightsHash the SHA-256 of its weights
 * @param tokenizerHash the SHA-256 of its tokenizer
 * @param most how many tokens it reads at most
 * @param input what it is told besides the message
 * @param pooling how the vectors of tokens become one
 * @param method how it was trained
 * @param seed of the training
 * @param temperature what logits are divided by
 * @param info for operators
 * @param scores accuracy and the like on dev, by name
 * @param tuned what was trained
 */
public record RouteArtefact(
    String encoder,
    String weightsHash,
    String tokenizerHash,
    int most,
    String input,
    Pooling pooling,
    String method,
    long seed,
    double temperature,
    RouteInfo info,
    Map<String, Double> scores,
    Tuned tuned) {
  /** Copies the scores. */
  public RouteArtefact {
    scores = Map.copyOf(scores);
  }
}
