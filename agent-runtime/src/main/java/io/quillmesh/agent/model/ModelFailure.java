package io.quillmesh.agent.model;

import io.quillmesh.agent.FailureCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One model call failed. Its message holds neither secrets nor content. */
final class ModelFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;
  private final boolean transientFailure;
  private final @Nullable Duration retryAfter;

  private ModelFailure(
      FailureCode code,
      String message,
      boolean transientFailure,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.transientFailure = transientFailure;
    this.retryAfter = retryAfter;
  }

  /** The same call may go through later. */
  static ModelFailure passing(FailureCode code, String message, @Nullable Throwable cause) {
    return new ModelFailure(code, message, true, null, cause);
  }

  /** The same call may go through after a pause that the provider asks for; null if it does not. */
  static ModelFailure passing(
      FailureCode code, String message, @Nullable Duration retryAfter, Throwable cause) {
    return new ModelFailure(code, message, true, retryAfter, cause);
  }

  /** This model will answer the same to the same call. */
  static ModelFailure lasting(FailureCode code, String message, @Nullable Throwable cause) {
    return new ModelFailure(code, message, false, null, cause);
  }

  FailureCode code() {
    return code;
  }

  /** Whether the same call may go through later. */
  boolean isTransient() {
    return transientFailure;
  }

  /** The pause that the provider asks for; null if it does not. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
