package io.quillmesh.gateway.protocol;

import org.springframework.web.socket.CloseStatus;

/** Why a WebSocket is closed; clients go by the code. */
public enum CloseCode {
  /** The client does what it must not; coming back at once is of no use. */
  POLICY(1008),
  /** The conversation lives elsewhere now, or this instance stops: come back and resume. */
  MOVED(1012),
  /** Nobody owns the conversation just now: try again. */
  NO_OWNER(1013),
  /** There is no room for this client just now: try again later. */
  FULL(1013),
  /** The token is missing, not valid, or expired: come back with another. */
  TOKEN(4401),
  /** The page's origin is not allowed to use this gateway; coming back is of no use. */
  ORIGIN(4403),
  /** Not there for this person: another's, erased or malformed, which of them is not said. */
  NOT_FOUND(4404),
  /** The client does not keep up: come back and resume. */
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
