package io.quillmesh.gateway.conversation.effects;

/** A record that can be decoded, but not folded. */
public final class UnfitRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public UnfitRecordException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
