package io.quillmesh.agent.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agent.provider.answer.FinishReason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** The next moment of the stream is far away, so a read that waits for it never returns. */
class EventRelayTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private static final CallProgress PROGRESS = new CallProgress();
  private static final Runnable END = () -> {};

  private final AtomicLong clock = new AtomicLong(1);
  private final AtomicInteger cancelled = new AtomicInteger();
  private final EventRelay relay =
      new EventRelay(new StreamPacing(NEVER, clock::get), PROGRESS, cancelled::incrementAndGet);

  @Test
  void theFirstTextIsHandedOnAtOnce() throws IOException {
    relay.text("The");

    assertThat(read()).contains("\"The\"");
  }

  @Test
  void theLastTextComesWithTheEndAndNotAtTheNextMoment() throws IOException {
    // Given
    relay.text("The");
    read();

    // When
    relay.text(" fog");
    relay.text(" lifts.");
    relay.finished();

    // Then
    assertThat(read()).contains("\" fog lifts.\"");
  }

  @Test
  void anEndThatComesWhileTheClientWaitsForTheNextMomentEndsTheWait() throws Exception {
    // Given
    relay.text("The");
    read();
    Thread provider =
        Thread.ofVirtual()
            .unstarted(() -> {
              relay.text(" end");
              relay.end(FinishReason.STOP);
            });

    // When
    provider.start();

    // Then
    assertThat(read()).contains("\" end\"");
    assertThat(read()).contains("\"finish_reason\":\"stop\"", "[DONE]");
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void whatHasComeByTheNextMomentIsOneEvent() throws IOException {
    // Given moments that are always there
    var relay = new EventRelay(new StreamPacing(Duration.ofNanos(1), clock::get), PROGRESS, END);
    relay.text("The");
    read(relay);

    // When
    relay.text(" fog");
    relay.text(" lifts");

    // Then
    assertThat(read(relay)).contains("\" fog lifts\"");
  }

  private String read() throws IOException {
    return read(relay);
  }

  private static String read(EventRelay relay) throws IOException {
    Buffer read = new Buffer();
    relay.read(read, 1);
    return read.readUtf8();
  }
}
