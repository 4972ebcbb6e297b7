package io.quillmesh.tuning.weights;

/** Files of weights are missing, or are not what they should be; the message says what to do. */
public final class WeightsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WeightsException(String message) {
    super(message);
  }

  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
