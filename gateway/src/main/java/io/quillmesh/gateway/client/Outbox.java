package io.quillmesh.gateway.client;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.protocol.CloseCode;
import java.time.Duration;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/**
 * What waits to be written to one client. Producers add to it and never wait; one writer takes from
 * it. A client that exceeds the bound is cut off, because it can resume: that is better than a gap
 * or an unbounded buffer.
 */
public final class Outbox {
  /** The blocking queue that takes the least memory while it is empty. */
  private final LinkedTransferQueue<Item> queue = new LinkedTransferQueue<>();

  private final EdgeProperties.Queue bound;
  private final AtomicInteger waitingFrames = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable End cut;

  public Outbox(EdgeProperties.Queue bound) {
    this.bound = bound;
  }

  /** What the writer takes. */
  public sealed interface Item {}

  /** A frame to send. */
  public record Text(Frame frame) implements Item {
    /** The most memory that its characters take. */
    long bytes() {
      return 2L * frame.json().length();
    }
  }

  /** A ping to send. */
  public record Ping() implements Item {}

  /** The last item. */
  public record End(CloseStatus status) implements Item {}

  /** Adds a frame, or cuts the client off if too much waits already. */
  public void send(Frame frame) {
    if (ended.get()) {
      return;
    }
    Text text = new Text(frame);
    if (waitingFrames.incrementAndGet() > bound.frames()
        || waitingBytes.addAndGet(text.bytes()) > bound.memory().toBytes()) {
      cut(CloseCode.TOO_SLOW.because("too much waits to be read: come back and resume"));
      return;
    }
    queue.add(text);
  }

  public void ping() {
    queue.add(new Ping());
  }

  /** Ends when everything that waits is written. */
  public void finish(CloseStatus status) {
    if (ended.compareAndSet(false, true)) {
      queue.add(new End(status));
    }
  }

  /** Ends at once and drops what waits. No frame is sent after a dropped one. */
  public void cut(CloseStatus status) {
    if (ended.compareAndSet(false, true)) {
      End end = new End(status);
      cut = end;
      queue.clear();
      queue.add(end);
    }
  }

  /** The next item; null if there is none. */
  public @Nullable Item poll() {
    Item item = queue.poll();
    return item == null ? null : taken(item);
  }

  /** The next item; null if none comes in this time. */
  public @Nullable Item poll(Duration patience) throws InterruptedException {
    Item item = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    return item == null ? null : taken(item);
  }

  private Item taken(Item item) {
    if (item instanceof Text text) {
      waitingFrames.decrementAndGet();
      waitingBytes.addAndGet(-text.bytes());
    }
    End end = cut;
    return end == null ? item : end;
  }

  /** Whether the end is decided. It may not be written yet. */
  public boolean isEnded() {
    return ended.get();
  }

  public boolean isEmpty() {
    return queue.isEmpty();
  }
}
