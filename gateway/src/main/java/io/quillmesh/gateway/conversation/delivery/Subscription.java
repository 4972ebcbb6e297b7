package io.quillmesh.gateway.conversation.delivery;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that watches a conversation. Frames wait in the listener's own queue only, so they
 * come in the order of the calls. One thread at a time calls: first the one that attaches, then the
 * one that folds.
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

  /** Nothing more is delivered, except what is being delivered right now. */
  void detach() {
    over = true;
  }

  /** A defect in one client's listener must not stop the fold or affect other clients. */
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
