package io.quillmesh.gateway.conversation.local;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client that remembers what it was sent. */
public final class Watcher implements FrameListener {
  public final List<Frame> frames = new CopyOnWriteArrayList<>();
  public volatile @Nullable EndReason end;
  private final BlockingQueue<Frame> unseen = new LinkedBlockingQueue<>();

  @Override
  public void onFrame(Frame frame) {
    frames.add(frame);
    unseen.add(frame);
  }

  @Override
  public void onEnd(EndReason reason) {
    end = reason;
  }

  List<String> types() {
    return frames.stream().map(Watcher::type).toList();
  }

  static String type(Frame frame) {
    return frame.json().replaceFirst("\\{\"type\":\"([A-Z_]+)\".*", "$1");
  }

  /** Waits for a frame of this type that was not waited for yet. */
  Frame await(String type) throws InterruptedException {
    return await(frame -> type(frame).equals(type));
  }

  Frame await(Predicate<Frame> wanted) throws InterruptedException {
    while (true) {
      Frame next = unseen.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("No such frame came; there were " + types());
      }
      if (wanted.test(next)) {
        return next;
      }
    }
  }
}
