package io.quillmesh.reply.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.RegistryUnavailableException;
import io.quillmesh.schemas.ReplyRequested;
import io.quillmesh.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegistryPatienceTest {
  private final EventCodec good = new EventCodec("mock://patience", true);

  /** Its registry knows no schema, which is reported like one that is out of reach. */
  private final EventCodec helpless = new EventCodec("mock://patience-empty", false);

  @Test
  void aRegistryThatDoesNotHelpIsAskedAgain() {
    // Given
    AtomicInteger tries = new AtomicInteger();
    RegistryPatience patience = new RegistryPatience(Duration.ofMillis(1));

    // When
    byte[] encoded = patience.insist(() -> encode(tries.incrementAndGet() < 3 ? helpless : good));

    // Then
    assertThat(encoded).isNotEmpty();
    assertThat(tries).hasValue(3);
  }

  @Test
  void whoStopsWaitsNoLonger() {
    RegistryPatience patience = new RegistryPatience(Duration.ofDays(1));
    patience.stop();

    assertThatThrownBy(() -> patience.insist(() -> encode(helpless)))
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(RegistryUnavailableException.class);
  }

  private static byte[] encode(EventCodec codec) {
    return codec.encode(Topics.REPLY_REQUESTS, ReplyRequested.newBuilder().build());
  }
}
