package io.quillmesh.agent.kafka;

/** A record is larger than its topic takes. It will never fit. */
public final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooLargeException(String topic, int bytes, Throwable cause) {
    super("A record of " + bytes + " bytes is too large for " + topic, cause);
  }
}
