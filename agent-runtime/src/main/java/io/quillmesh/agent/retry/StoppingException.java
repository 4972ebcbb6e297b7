package io.quillmesh.agent.retry;

/**
 * This instance stops, and its work stays undone: the record is not acknowledged, and another
 * instance takes it.
 */
public final class StoppingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StoppingException(InterruptedException cause) {
    super("This instance stops", cause);
  }

  /** For a thread that was interrupted, which it stays. */
  public static StoppingException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new StoppingException(cause);
  }
}
