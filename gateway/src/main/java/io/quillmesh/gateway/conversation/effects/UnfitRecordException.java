package io.quillmesh.gateway.conversation.topology;

/** A record that can be decoded, but not folded. */
final class UnfitRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnfitRecordException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
