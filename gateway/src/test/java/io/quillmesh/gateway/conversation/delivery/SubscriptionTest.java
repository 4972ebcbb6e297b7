package io.quillmesh.gateway.conversation.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.conversation.FrameListener.EndReason;
import io.quillmesh.gateway.conversation.local.Watcher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  @Test
  void afterTheEndAndAfterDetachingNothingComes() {
    // Given
    Watcher ended = new Watcher();
    Watcher detached = new Watcher();
    Subscription one = new Subscription("c", "connection", ended);
    Subscription other = new Subscription("c", "connection", detached);

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
    Subscription subscription = new Subscription("c", "connection", failing);

    // When
    subscription.frame(frame(1));
    subscription.frame(frame(2));

    // Then
    assertThat(seen).containsExactly(frame(1));
  }

  private static Frame frame(int number) {
    return Frame.relayed("{\"n\":" + number + "}");
  }
}
