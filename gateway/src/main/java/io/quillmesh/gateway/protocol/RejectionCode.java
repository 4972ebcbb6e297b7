package io.quillmesh.gateway.protocol;

/**
 * Why the edge does not pass a client's frame to its conversation. Conversations have further codes
 * of their own, such as {@code BUSY}.
 */
public enum RejectionCode {
  /** Not JSON, or none of the known kinds of frames; the message says what is expected. */
  MALFORMED,
  /** The message is empty. */
  MESSAGE_EMPTY,
  /** The message is longer than 16 KB. */
  MESSAGE_TOO_LARGE,
  /** The edited article is longer than 200 KB. */
  ARTICLE_TOO_LARGE,
  /** The client's context is longer than 16 KB. */
  CONTEXT_TOO_LARGE,
  /** The message has parts, but none of them is text. */
  UNSUPPORTED_CONTENT,
  /** The broker did not take the message: send it again, with the same id. */
  UNAVAILABLE
}
