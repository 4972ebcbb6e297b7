package io.quillmesh.gateway.conversation;

/**
 * Takes what a conversation has to say to one client. One thread at a time calls, and most often it
 * is the one that folds: every conversation of its partitions waits for it. So no method may block,
 * nor do more than to put aside what it is told; what follows (encoding, writing) is for a thread
 * of the listener's own. Calls may come before {@link Conversations#attach} has said that it is
 * attached.
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
