package io.quillmesh.gateway.conversation;

/**
 * Takes what a conversation has to say to one client. No method may block: a Streams thread calls.
 */
public interface FrameListener {

  /** The next frame. */
  void onFrame(Frame frame);

  /** There will be no more: the client should go away, and come back where the reason says so. */
  void onEnd(EndReason reason);

  /** Why there is no more. */
  enum EndReason {
    /** Another instance owns the conversation now: come back and resume (1012). */
    OWNERSHIP_MOVED,
    /** The conversation was erased (4404). */
    ERASED
  }
}
