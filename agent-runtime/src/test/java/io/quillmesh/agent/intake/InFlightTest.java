package io.quillmesh.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final List<String> calls = new ArrayList<>();
  private final InFlight inFlight =
      new InFlight(
          3,
          2,
          new InFlight.Pausable() {
            @Override
            public void pause() {
              calls.add("pause");
            }

            @Override
            public void resume() {
              calls.add("resume");
            }
          });

  @Test
  void theConsumerRunsWhileThereIsRoomForAPoll() {
    inFlight.started();
    assertThat(calls).isEmpty();

    inFlight.started();
    assertThat(calls).containsExactly("pause");

    inFlight.ended();
    assertThat(calls).containsExactly("pause", "resume");
  }

  @Test
  void onceDrainingTheConsumerStaysPaused() throws InterruptedException {
    inFlight.started();
    inFlight.drain();

    inFlight.ended();

    assertThat(calls).containsExactly("pause");
    assertThat(inFlight.awaitEmpty(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void drainingEndsInTimeWhateverIsAtWork() throws InterruptedException {
    inFlight.started();
    inFlight.drain();

    assertThat(inFlight.awaitEmpty(Duration.ofMillis(1))).isFalse();
    assertThat(inFlight.count()).isEqualTo(1);
  }

  @Test
  void startedAgainItLetsRecordsIn() {
    inFlight.drain();

    inFlight.open();

    assertThat(calls).containsExactly("pause", "resume");
  }
}
