package io.quillmesh.gateway.conversation;

/**
 * Takes the frames of a conversation for one client. One thread at a time calls, usually the one
 * that folds, and all conversations of its partitions wait for it. So no method may block. A method
 * only queues what it gets; the listener encodes and writes on a thread of its own. Calls may come
 * before {@link Conversations#attach} has said that it is attached.
 */
public interface FrameListener {

  /** The next frame. */
  void onFrame(Frame frame);

  /** There are no more frames: the client leaves, and comes back if the reason says so. */
  void onEnd(EndReason reason);

  /** Why there are no more frames. */
  enum EndReason {
    /** Another instance hosts the conversation now: come back and resume (1012). */
    MOVED,
    /** The conversation was erased (4404). */
    ERASED
  }
}
