package io.quillmesh.gateway.limits;

import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.gateway.protocol.CloseCode;
import java.time.Duration;
import org.springframework.web.socket.CloseStatus;

/** Why a client is refused for now, although its request is valid. */
public enum Refusal {
  /** The instance has as many connections as its memory allows. */
  INSTANCE_FULL(
      CloseCode.FULL, "This server has as many connections as it can hold: try again later", 30),
  /** The remaining connections are for clients that return to a conversation. */
  NO_ROOM_FOR_NEW(
      CloseCode.FULL, "Only existing conversations are let in for now: try again later", 30),
  /** One address has more than its share of the connections. */
  ADDRESS_CONNECTIONS(
      CloseCode.FULL, "Too many connections from your address: close some, or try again later", 30),
  /** Too many new sessions from one address. */
  ADDRESS_SESSIONS(CloseCode.FULL, "Too many new sessions from your address: wait a little", 10),
  /** Too many new conversations from one address. */
  ADDRESS_CONVERSATIONS(
      CloseCode.FULL, "Too many new conversations from your address: wait a little", 10),
  /** One person has too many connections. */
  SUBJECT_CONNECTIONS(CloseCode.POLICY, "Too many connections at once: close some", 10),
  /** One person begins too many conversations. */
  SUBJECT_CONVERSATIONS(
      CloseCode.POLICY,
      "Too many new conversations: go on with one of yours, or wait a minute",
      60);

  private final CloseCode code;
  private final String reason;
  private final Duration retryAfter;

  Refusal(CloseCode code, String reason, int retryAfterSeconds) {
    this.code = code;
    this.reason = reason;
    this.retryAfter = Duration.ofSeconds(retryAfterSeconds);
  }

  /** The refusal of a WebSocket. */
  public CloseStatus closing() {
    return code.because(reason);
  }

  /** The refusal of an HTTP request. */
  public ProblemException problem() {
    return new ProblemException(ProblemCode.RATE_LIMITED, reason + ".", retryAfter);
  }
}
