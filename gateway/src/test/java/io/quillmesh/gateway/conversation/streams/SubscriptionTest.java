package io.quillmesh.gateway.conversation.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  @Test
  void framesComeInOrderWhoeverBringsThem() throws InterruptedException {
    // Given
    Watcher watcher = new Watcher();
    Subscription subscription =
        new Subscription("c", "connection", watcher, Executors.newVirtualThreadPerTaskExecutor());

    // When
    IntStream.range(0, 10_000).forEach(i -> subscription.frame(frame(i)));
    watcher.await(frame -> frame.equals(frame(9_999)));

    // Then
    assertThat(watcher.frames)
        .isEqualTo(IntStream.range(0, 10_000).mapToObj(SubscriptionTest::frame).toList());
  }

  @Test
  void theThreadThatFoldsDeliversNothing() {
    // Given
    Queue<Runnable> later = new ArrayDeque<>();
    Watcher watcher = new Watcher();
    Subscription subscription = new Subscription("c", "connection", watcher, later::add);

    // When
    subscription.frame(frame(1));
    subscription.end(EndReason.OWNERSHIP_MOVED);
    assertThat(watcher.frames).isEmpty();
    later.remove().run();

    // Then
    assertThat(watcher.frames).containsExactly(frame(1));
    assertThat(watcher.end).isEqualTo(EndReason.OWNERSHIP_MOVED);
  }

  @Test
  void afterTheEndAndAfterDetachingNothingComes() {
    // Given
    Watcher ended = new Watcher();
    Watcher detached = new Watcher();
    Subscription one = new Subscription("c", "connection", ended, Runnable::run);
    Subscription other = new Subscription("c", "connection", detached, Runnable::run);

    // When
    one.end(EndReason.ERASED);
    other.detach();
    one.frame(frame(1));
    other.frame(frame(1));

    // Then
    assertThat(ended.frames).isEmpty();
    assertThat(detached.frames).isEmpty();
  }

  @Test
  void aListenerThatFailsGetsNoMore() {
    // Given
    List<Frame> seen = new ArrayList<>();
    FrameListener failing =
        new FrameListener() {
          @Override
          public void onFrame(Frame frame) {
            seen.add(frame);
            throw new IllegalStateException("broken");
          }

          @Override
          public void onEnd(EndReason reason) {}
        };
    Subscription subscription = new Subscription("c", "connection", failing, Runnable::run);

    // When
    subscription.frame(frame(1));
    subscription.frame(frame(2));

    // Then
    assertThat(seen).containsExactly(frame(1));
  }

  private static Frame frame(int number) {
    return new Frame("{\"n\":" + number + "}", null, null);
  }
}
