package io.quillmesh.gateway.conversation;

/** What became of an attempt to show a conversation. */
public sealed interface AttachResult {

  /** Frames come from now on, until it is closed. */
  record Attached(Runnable detach) implements AttachResult {}

  /** It is another's, or erased; which of them is nobody's business. */
  record NotFound() implements AttachResult {}

  /** Nobody owns its partition just now: try again (1013). */
  record NoOwner() implements AttachResult {}
}
