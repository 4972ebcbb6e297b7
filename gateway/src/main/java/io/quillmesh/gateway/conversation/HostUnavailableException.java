package io.quillmesh.gateway.conversation;

/**
 * No instance can read the conversation or list just now: its partition moves to or from this
 * instance. Trying again soon helps.
 */
public final class HostUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says that trying again soon helps. */
  public HostUnavailableException() {
    super("No instance of the gateway hosts it just now; try again");
  }
}
