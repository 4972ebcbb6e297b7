package io.quillmesh.gateway.protocol;

import org.springframework.web.socket.CloseStatus;

/** Why a WebSocket is closed. Clients act on the code. */
public enum CloseCode {
  /** The client did something that is not allowed; reconnecting at once does not help. */
  POLICY(1008),
  /** A defect of the gateway: try again. */
  INTERNAL(1011),
  /**
   * The conversation has moved to another instance, or this instance stops: reconnect and resume.
   */
  MOVED(1012),
  /** No instance hosts the conversation at the moment: try again. */
  NO_OWNER(1013),
  /** There is no room for this client at the moment: try again later. */
  FULL(1013),
  /** The token is missing, invalid or expired: reconnect with another one. */
  TOKEN(4401),
  /** The page's origin may not use this gateway; reconnecting does not help. */
  ORIGIN(4403),
  /**
   * This person has no such conversation. It may be another person's, erased or malformed; which
   * one is not said.
   */
  NOT_FOUND(4404),
  /** The client is too slow: reconnect and resume. */
  TOO_SLOW(4408);

  private final int code;

  CloseCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * @param reason what was wrong and what to do; 123 bytes at most
   */
  public CloseStatus because(String reason) {
    return new CloseStatus(code, reason);
  }
}
