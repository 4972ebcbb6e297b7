package io.quillmesh.agent.model;

import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.model.request.RequestForm;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One model call failed. Its message holds neither secrets nor content. */
final class ModelFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;
  private final boolean transientFailure;
  private final @Nullable Duration retryAfter;
  private final transient @Nullable UnaryOperator<RequestForm> lesson;

  private ModelFailure(
      FailureCode code,
      String message,
      boolean transientFailure,
      @Nullable Duration retryAfter,
      @Nullable UnaryOperator<RequestForm> lesson,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.transientFailure = transientFailure;
    this.retryAfter = retryAfter;
    this.lesson = lesson;
  }

  /** The same call may go through later. */
  static ModelFailure passing(FailureCode code, String message, @Nullable Throwable cause) {
    return new ModelFailure(code, message, true, null, null, cause);
  }

  /** The same call may go through after a pause that the provider asks for; null if it does not. */
  static ModelFailure passing(
      FailureCode code, String message, @Nullable Duration retryAfter, Throwable cause) {
    return new ModelFailure(code, message, true, retryAfter, null, cause);
  }

  /** This model will answer the same to the same call. */
  static ModelFailure lasting(FailureCode code, String message, @Nullable Throwable cause) {
    return new ModelFailure(code, message, false, null, null, cause);
  }

  /**
   * This model will answer the same to the same call, but not to one in another form.
   *
   * @param lesson turns the form of this call into that one
   */
  static ModelFailure ofForm(
      FailureCode code,
      String message,
      UnaryOperator<RequestForm> lesson,
      @Nullable Throwable cause) {
    return new ModelFailure(code, message, false, null, lesson, cause);
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

  /** Turns the form of this call into one that may go through; null if there is none. */
  @Nullable UnaryOperator<RequestForm> lesson() {
    return lesson;
  }
}
