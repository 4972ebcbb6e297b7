package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that watches a conversation. What is said to it is said in order and by one thread at
 * a time, but never by the thread that folds.
 */
final class Subscription {
  private static final Logger log = LoggerFactory.getLogger(Subscription.class);

  private sealed interface Delivery {
    record Next(Frame frame) implements Delivery {}

    record End(EndReason reason) implements Delivery {}
  }

  private final String conversationId;
  private final String connectionId;
  private final FrameListener listener;
  private final Executor executor;
  private final Queue<Delivery> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean delivering = new AtomicBoolean();
  private volatile boolean over;

  Subscription(
      String conversationId, String connectionId, FrameListener listener, Executor executor) {
    this.conversationId = conversationId;
    this.connectionId = connectionId;
    this.listener = listener;
    this.executor = executor;
  }

  String conversationId() {
    return conversationId;
  }

  String connectionId() {
    return connectionId;
  }

  void frame(Frame frame) {
    deliver(new Delivery.Next(frame));
  }

  void end(EndReason reason) {
    deliver(new Delivery.End(reason));
  }

  /** Nothing more is delivered. */
  void detach() {
    over = true;
    waiting.clear();
  }

  private void deliver(Delivery delivery) {
    if (!over) {
      waiting.add(delivery);
      wake();
    }
  }

  private void wake() {
    if (delivering.compareAndSet(false, true)) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    Delivery next;
    while ((next = waiting.poll()) != null) {
      try {
        tell(next);
      } catch (RuntimeException e) {
        log.atError()
            .addKeyValue("connection", connectionId)
            .setCause(e)
            .log("A client's listener failed; it gets no more");
        detach();
      }
    }
    delivering.set(false);
    // Something may have come between the last look and the flag.
    if (!waiting.isEmpty()) {
      wake();
    }
  }

  private void tell(Delivery delivery) {
    if (over) {
      return;
    }
    switch (delivery) {
      case Delivery.Next(Frame frame) -> listener.onFrame(frame);
      case Delivery.End(EndReason reason) -> {
        over = true;
        listener.onEnd(reason);
      }
    }
  }
}
