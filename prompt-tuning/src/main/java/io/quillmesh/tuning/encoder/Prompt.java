package io.quillmesh.tuning.encoder;

import org.jspecify.annotations.Nullable;

/**
 * What is trained in front of a frozen encoder, or its gradient.
 *
 * @param length how many soft tokens there are
 * @param input length x width: vectors in front of the embedded message, which keeps its positions;
 *     before the normalisation of embeddings
 * @param prefixes layers x 2 x length x width: keys, then values, in front of those of every layer
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made for loops.
public record Prompt(int length, float @Nullable [] input, float @Nullable [] prefixes) {

  /** Nothing in front. */
  public static Prompt none() {
    return new Prompt(0, null, null);
  }

  /** Of the same form, and zero. */
  public Prompt zero() {
    return new Prompt(
        length,
        input == null ? null : new float[input.length],
        prefixes == null ? null : new float[prefixes.length]);
  }
}
