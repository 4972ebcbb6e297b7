package io.quillmesh.agent.cancel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.quillmesh.agent.TurnCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationsTest {
  private final Cancellations cancellations = new Cancellations(2);
  private final List<String> aborted = new ArrayList<>();

  @Test
  void aTurnAtWorkIsStopped() {
    Cancellation turn = cancellations.begin("turn");
    turn.onCancel(() -> aborted.add("turn"));

    assertThat(cancellations.cancel("turn")).isTrue();

    assertThat(aborted).containsExactly("turn");
    assertThatExceptionOfType(TurnCancelledException.class).isThrownBy(turn::check);
    assertThatExceptionOfType(TurnCancelledException.class)
        .isThrownBy(() -> turn.sleep(Duration.ofDays(1)));
  }

  @Test
  void othersGoOn() {
    Cancellation other = cancellations.begin("other");

    assertThat(cancellations.cancel("turn")).isFalse();

    assertThatNoException().isThrownBy(other::check);
  }

  @Test
  void aCancellationMayOvertakeItsTurn() {
    cancellations.cancel("turn");

    assertThat(cancellations.begin("turn").isCancelled()).isTrue();
  }

  @Test
  void whoComesLateIsToldAtOnce() {
    Cancellation turn = cancellations.begin("turn");
    cancellations.cancel("turn");

    turn.onCancel(() -> aborted.add("late"));

    assertThat(aborted).containsExactly("late");
  }

  @Test
  void whatIsOverIsNotAborted() {
    Cancellation turn = cancellations.begin("turn");
    turn.onCancel(() -> aborted.add("turn")).close();

    cancellations.cancel("turn");

    assertThat(aborted).isEmpty();
  }

  @Test
  void onlyTheLatestAreRemembered() {
    cancellations.cancel("one");
    cancellations.cancel("two");
    cancellations.cancel("three");

    assertThat(cancellations.begin("one").isCancelled()).isFalse();
    assertThat(cancellations.begin("two").isCancelled()).isTrue();
    assertThat(cancellations.begin("three").isCancelled()).isTrue();
  }
}
