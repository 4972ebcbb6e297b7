package io.quillmesh.agent;

/** The turn was cancelled while its agent worked: stop, and publish nothing. */
public final class TurnCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For the turn of this id. */
  public TurnCancelledException(String turnId) {
    super("Turn " + turnId + " was cancelled");
  }
}
