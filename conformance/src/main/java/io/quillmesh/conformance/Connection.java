package io.quillmesh.conformance;

import io.quillmesh.conformance.Check.Failed;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One WebSocket, and all frames that came. */
final class Connection implements WebSocket.Listener, AutoCloseable {
  /** How a connection ended: its close code, and the reason. */
  record Closed(int code, String reason) {}

  private static final int GOOD_BYE = 1000;

  private final String namespace;
  private final Duration patience;
  private final BlockingQueue<Frame> incoming = new LinkedBlockingQueue<>();
  private final List<Frame> frames = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> pinged = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private @Nullable WebSocket socket;

  Connection(String namespace, Duration patience) {
    this.namespace = namespace;
    this.patience = patience;
  }

  Connection opened(WebSocket opened) {
    socket = opened;
    return this;
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("not open");
    }
    return socket;
  }

  String subprotocol() {
    return socket().getSubprotocol();
  }

  void send(String text) {
    var _ = socket().sendText(text, true).join();
  }

  void sendBinary() {
    var _ = socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
  }

  /** All frames that were taken, in their order. */
  List<Frame> frames() {
    return List.copyOf(frames);
  }

  /** Those of them that are not notices. */
  List<Frame> shared() {
    return frames.stream().filter(frame -> !frame.isNotice()).toList();
  }

  /** Takes frames until one is as expected. */
  Frame await(String expected, Predicate<Frame> isIt) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Frame frame = incoming.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        throw new Failed(expected, "nothing in " + patience.toSeconds() + " s" + soFar());
      }
      frames.add(frame);
      if (isIt.test(frame)) {
        return frame;
      }
    }
  }

  /** Takes frames until a notice comes. */
  Frame awaitNotice(String name) throws InterruptedException {
    return await("the notice " + name, frame -> frame.isNotice(name));
  }

  /** Takes frames until one comes that is not a notice. */
  Frame awaitShared() throws InterruptedException {
    return await("a shared frame", frame -> !frame.isNotice());
  }

  /** The snapshots of a new connection. */
  Connection ready() throws InterruptedException {
    await("MESSAGES_SNAPSHOT", frame -> frame.is("MESSAGES_SNAPSHOT"));
    return this;
  }

  /** Takes everything that was sent before this moment: a pong comes after it. */
  Connection caughtUp() throws InterruptedException {
    send("{\"type\":\"ping\"}");
    awaitNotice("pong");
    return this;
  }

  Closed awaitClose(String expected) throws InterruptedException {
    try {
      return closed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new Failed(expected, "the connection stays open" + soFar());
    }
  }

  /** Whether the server sends a ping of the WebSocket protocol in this time. */
  boolean isPingedWithin(Duration time) throws InterruptedException {
    try {
      var _ = pinged.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }

  private String soFar() {
    Closed end = closed.getNow(null);
    return (frames.isEmpty() ? "" : "; the last frame was " + frames.getLast())
        + (end == null ? "" : "; closed with %d %s".formatted(end.code(), end.reason()));
  }

  /** Like a lost network. */
  @Override
  public void close() {
    if (socket != null && !socket.isOutputClosed()) {
      socket.sendClose(GOOD_BYE, "").exceptionally(_ -> socket()).join();
    }
    if (socket != null) {
      socket.abort();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      incoming.add(Frame.of(partial.toString(), namespace));
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    pinged.complete(null);
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(new Closed(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(new Closed(1006, String.valueOf(error)));
  }
}
