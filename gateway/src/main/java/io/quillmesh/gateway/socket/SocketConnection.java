package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.client.Outbox;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.limits.ClientAddress;
import io.quillmesh.gateway.limits.Connections;
import io.quillmesh.gateway.limits.EdgeMetrics;
import io.quillmesh.gateway.peer.Visitor;
import io.quillmesh.gateway.protocol.CloseCode;
import io.quillmesh.gateway.protocol.ThreadId;
import io.quillmesh.gateway.session.Identity;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * One client's WebSocket. Frames come from a Streams thread and are queued. One virtual thread at a
 * time writes them, the pings and the end; nobody else touches the socket.
 */
final class SocketConnection implements FrameListener, Connections.Client {
  private static final int MISSED_PONGS = 2;
  private static final Runnable NOTHING = () -> {};

  private final String id = UUID.randomUUID().toString();
  private final WebSocketSession session;
  private final ThreadId thread;
  private final Identity identity;
  private final Visitor visitor;
  private final ClientAddress address;
  private final Outbox outbox;
  private final EdgeMetrics metrics;
  private final boolean passedOn;

  /** Whether a thread is writing, or none may write. */
  private final AtomicBoolean writing = new AtomicBoolean(true);

  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicReference<@Nullable Runnable> detach = new AtomicReference<>();

  /**
   * @param passedOn whether another instance has passed the client on
   */
  SocketConnection(
      WebSocketSession session,
      ThreadId thread,
      Identity identity,
      Visitor visitor,
      Outbox outbox,
      EdgeMetrics metrics,
      boolean passedOn) {
    this.session = session;
    this.thread = thread;
    this.identity = identity;
    this.visitor = visitor;
    this.address = ClientAddress.of(visitor.address());
    this.outbox = outbox;
    this.metrics = metrics;
    this.passedOn = passedOn;
  }

  /** The connection id of this client's commands: their rejections come back to it. */
  String id() {
    return id;
  }

  String conversationId() {
    return thread.conversationId();
  }

  /** The conversation, with this client's name for it. */
  ThreadId thread() {
    return thread;
  }

  Identity identity() {
    return identity;
  }

  Visitor visitor() {
    return visitor;
  }

  /** Starts to write. Until then, everything waits. */
  void startWriter() {
    writing.set(false);
    wake();
  }

  /** Starts a thread that writes what waits and then ends: an idle client has no thread. */
  private void wake() {
    if (!outbox.isEmpty() && writing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("socket-" + id).start(this::write);
    }
  }

  private void write() {
    if (writeWaiting()) {
      writing.set(false);
      // Something may have come between the last check and the flag.
      wake();
    }
  }

  /** Returns whether more may be written afterwards. */
  private boolean writeWaiting() {
    try {
      for (Outbox.Item item; (item = outbox.poll()) != null; ) {
        switch (item) {
          case Outbox.Text(Frame frame) -> {
            session.sendMessage(new TextMessage(thread.spell(frame).json()));
            metrics.frameSent();
          }
          case Outbox.Ping() -> session.sendMessage(new PingMessage());
          case Outbox.End(CloseStatus status) -> {
            metrics.closed(status.getCode());
            session.close(status);
            return false;
          }
        }
      }
      return true;
    } catch (IOException | IllegalStateException e) {
      closeQuietly(); // the client is gone, or took nothing for too long
      return false;
    }
  }

  private void closeQuietly() {
    try {
      session.close(CloseCode.TOO_SLOW.because("a frame could not be sent"));
    } catch (IOException | IllegalStateException e) {
      // it is already closed
    }
  }

  @Override
  public void onFrame(Frame frame) {
    outbox.send(frame);
    wake();
  }

  /** The instance that the client is connected to tells it. */
  @Override
  public void notice(Frame notice) {
    if (!passedOn) {
      onFrame(notice);
    }
  }

  @Override
  public void onEnd(EndReason reason) {
    finish(
        switch (reason) {
          case MOVED -> CloseCode.MOVED.because("moved: come back and resume");
          case ERASED -> CloseCode.NOT_FOUND.because("not found");
        });
  }

  /** The connection is attached, until it is detached this way. */
  void attached(Runnable how) {
    if (!detach.compareAndSet(null, how)) {
      how.run(); // closed in the meantime
    }
  }

  /** The socket is closed: no more frames go in either direction. */
  void closed() {
    Runnable how = detach.getAndSet(NOTHING);
    if (how != null) {
      how.run();
    }
    close(CloseStatus.NORMAL);
  }

  void close(CloseStatus status) {
    outbox.cut(status);
    wake();
  }

  /** Closes when everything that waits is written. */
  void finish(CloseStatus status) {
    outbox.finish(status);
    wake();
  }

  /** Whether it is being closed. Nothing more from this client counts then. */
  boolean isClosing() {
    return outbox.isEnded();
  }

  void pong() {
    unanswered.set(0);
  }

  @Override
  public String subject() {
    return identity.owner().subject();
  }

  @Override
  public ClientAddress address() {
    return address;
  }

  @Override
  public void beat() {
    if (unanswered.getAndIncrement() >= MISSED_PONGS) {
      close(CloseCode.TOO_SLOW.because("no answer to two pings"));
    } else {
      outbox.ping();
      wake();
    }
  }

  @Override
  public void leave() {
    close(CloseCode.MOVED.because("this instance stops: come back and resume"));
  }
}
