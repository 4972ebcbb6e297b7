package io.quillmesh.gateway.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Why a client's frame is not passed to its conversation.
 *
 * @param messageId the frame's message; null if it has none
 * @param code why, for programs
 * @param message what was wrong, what is expected, what to do
 */
public record Rejection(@Nullable String messageId, RejectionCode code, String message) {

  /** The same rejection for this message. */
  Rejection of(String id) {
    return new Rejection(id, code, message);
  }

  /** An exception with this rejection. */
  RejectedException exception() {
    return new RejectedException(this);
  }
}
