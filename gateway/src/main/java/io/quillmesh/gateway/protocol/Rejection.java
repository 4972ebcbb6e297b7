package io.quillmesh.gateway.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A frame that no conversation gets.
 *
 * @param messageId the message that it was about; null when there was none
 * @param code why, for programs
 * @param message what was wrong, what is expected, what to do
 */
public record Rejection(@Nullable String messageId, RejectionCode code, String message) {

  /** The same, about this message. */
  Rejection of(String id) {
    return new Rejection(id, code, message);
  }

  /** Says so. */
  RejectedException exception() {
    return new RejectedException(this);
  }
}
