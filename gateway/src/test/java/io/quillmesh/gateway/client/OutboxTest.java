package io.quillmesh.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.conversation.Frame;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.CloseStatus;

class OutboxTest {
  private final Outbox outbox = new Outbox(new EdgeProperties.Queue(3, DataSize.ofBytes(100)));

  @Test
  void keepsTheOrderAndEndsAfterWhatWaits() throws Exception {
    // Given
    outbox.send(frame("1"));
    outbox.finish(CloseStatus.NORMAL);
    // When
    outbox.send(frame("2"));
    // Then
    assertThat(outbox.poll()).isEqualTo(new Outbox.Text(frame("1")));
    assertThat(outbox.poll()).isEqualTo(new Outbox.End(CloseStatus.NORMAL));
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void sendsNothingMoreToOneThatFellBehind() throws Exception {
    // Given
    for (int i = 0; i < 4; i++) {
      outbox.send(frame("x"));
    }
    // When
    Outbox.Item next = outbox.poll();
    // Then
    assertThat(next)
        .isInstanceOfSatisfying(
            Outbox.End.class, end -> assertThat(end.status().getCode()).isEqualTo(4408));
    assertThat(outbox.isEnded()).isTrue();
  }

  @Test
  void boundsTheMemoryToo() throws Exception {
    // When
    outbox.send(frame("x".repeat(51)));
    // Then
    assertThat(outbox.poll()).isInstanceOf(Outbox.End.class);
  }

  @Test
  void countsOnlyWhatWaits() throws Exception {
    // When
    for (int i = 0; i < 10; i++) {
      outbox.send(frame("x".repeat(40)));
      outbox.poll();
    }
    // Then
    assertThat(outbox.isEnded()).isFalse();
  }

  private static Frame frame(String json) {
    return Frame.relayed(json);
  }
}
