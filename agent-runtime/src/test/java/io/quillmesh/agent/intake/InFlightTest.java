package io.quillmesh.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final List<String> valve = new ArrayList<>();
  private final InFlight inFlight =
      new InFlight(
          3,
          2,
          new InFlight.Valve() {
            @Override
            public void pause() {
              valve.add("pause");
            }

            @Override
            public void resume() {
              valve.add("resume");
            }
          });

  @Test
  void theValveIsOpenWhileThereIsRoomForAPoll() {
    inFlight.started();
    assertThat(valve).isEmpty();

    inFlight.started();
    assertThat(valve).containsExactly("pause");

    inFlight.ended();
    assertThat(valve).containsExactly("pause", "resume");
  }

  @Test
  void onceDrainingTheValveStaysClosed() throws InterruptedException {
    inFlight.started();
    inFlight.drain();

    inFlight.ended();

    assertThat(valve).containsExactly("pause");
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

    assertThat(valve).containsExactly("pause", "resume");
  }
}
