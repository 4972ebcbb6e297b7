package io.quillmesh.gateway.conversation;

/** The outcome of an attempt to show a conversation. */
public sealed interface AttachResult {

  /** Frames come from now on, until {@code detach} is called. */
  record Attached(Runnable detach) implements AttachResult {}

  /** It belongs to another person, or is erased; the asker does not learn which. */
  record NotFound() implements AttachResult {}

  /** No instance hosts its partition just now: try again (1013). */
  record HostUnavailable() implements AttachResult {}
}
