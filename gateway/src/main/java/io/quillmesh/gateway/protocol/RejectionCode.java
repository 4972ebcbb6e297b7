package io.quillmesh.gateway.protocol;

/**
 * Why the edge hands a client's frame to no conversation. A conversation has codes of its own, such
 * as {@code BUSY}.
 */
public enum RejectionCode {
  /** Not JSON, or not one of the three kinds of frames; the message says what is expected. */
  MALFORMED,
  /** There is nothing in the message. */
  MESSAGE_EMPTY,
  /** The message is longer than 16 KB. */
  MESSAGE_TOO_LARGE,
  /** The edited article is longer than 200 KB. */
  ARTICLE_TOO_LARGE,
  /** What the client says of the circumstances is longer than 16 KB. */
  CONTEXT_TOO_LARGE,
  /** There are parts in the message, but no text. */
  UNSUPPORTED_CONTENT,
  /** The broker did not take the message: send it again, with the same id. */
  UNAVAILABLE
}
