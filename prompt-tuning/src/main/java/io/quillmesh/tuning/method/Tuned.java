package io.quillmesh.tuning.method;

import io.quillmesh.tuning.encoder.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * What stays of a training.
 *
 * @param prompt what comes in front of the encoder's input or layers
 * @param head the layer on top
 * @param weights all weights of the encoder, if they were trained; else null
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Tuned(Prompt prompt, Head head, float @Nullable [] weights) {
  /** How many numbers were trained and are kept. */
  public long parameters() {
    return head.parameters()
        + (prompt.input() == null ? 0L : prompt.input().length)
        + (prompt.prefixes() == null ? 0L : prompt.prefixes().length)
        + (weights == null ? 0L : weights.length);
  }
}
