package io.quillmesh.gateway.conversation;

/**
 * Nobody here can read the conversation or list just now: its partition is on its way to or from
 * this instance. Trying again soon helps.
 */
public final class NotHereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says that trying again soon helps. */
  public NotHereException() {
    super("No instance of the gateway owns it just now; try again");
  }
}
