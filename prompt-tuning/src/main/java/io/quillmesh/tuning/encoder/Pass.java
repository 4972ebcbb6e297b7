package io.quillmesh.tuning.encoder;

import org.jspecify.annotations.Nullable;

/** A batch that has run through an encoder. */
public final class Pass {
  Pass() {}

  /** batch x width. */
  public float[] pooled() {
    throw new UnsupportedOperationException("Not yet");
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
    throw new UnsupportedOperationException("Not yet");
  }
}
