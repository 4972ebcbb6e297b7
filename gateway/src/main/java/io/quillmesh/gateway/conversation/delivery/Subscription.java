package io.quillmesh.gateway.conversation.delivery;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that watches a conversation. What is said to it waits in the listener's own queue, and
 * in no other; so it comes in the order of the calls, which come from one thread at a time: first
 * from who attaches it, then from the one that folds.
 */
public final class Subscription {
  private static final Logger log = LoggerFactory.getLogger(Subscription.class);

  private final String conversationId;
  private final String connectionId;
  private final FrameListener listener;
  private volatile boolean over;

  public Subscription(String conversationId, String connectionId, FrameListener listener) {
    this.conversationId = conversationId;
    this.connectionId = connectionId;
    this.listener = listener;
  }

  String conversationId() {
    return conversationId;
  }

  String connectionId() {
    return connectionId;
  }

  public void frame(Frame frame) {
    tell(() -> listener.onFrame(frame));
  }

  void end(EndReason reason) {
    tell(() -> listener.onEnd(reason));
    over = true;
  }

  /** Nothing more is delivered, but for what is being delivered just now. */
  void detach() {
    over = true;
  }

  /** A defect of one client's listener is no reason to stop the fold, or to leave others out. */
  private void tell(Runnable what) {
    if (over) {
      return;
    }
    try {
      what.run();
    } catch (RuntimeException e) {
      over = true;
      log.atError()
          .addKeyValue("connection", connectionId)
          .setCause(e)
          .log("A client's listener failed; it gets no more");
    }
  }
}
