package io.quillmesh.agent.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryForeverTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final List<Duration> waits = new ArrayList<>();
  private final RetryForever retry =
      new RetryForever(
          "registry",
          new Backoff(Duration.ofMillis(100), Duration.ofMillis(200), () -> 0L),
          waits::add,
          () -> NOW);
  private final Deque<RuntimeException> failures = new ArrayDeque<>();

  private String attempt() {
    if (!failures.isEmpty()) {
      assertThat(retry.failingSince())
          .isEqualTo(waits.isEmpty() ? Optional.empty() : Optional.of(NOW));
      throw failures.pop();
    }
    return "done";
  }

  @Test
  void whatPassesIsTriedUntilItWorks() {
    for (int i = 0; i < 50; i++) {
      failures.add(new IllegalStateException());
    }

    assertThat(retry.call(this::attempt, IllegalStateException.class)).isEqualTo("done");
    assertThat(waits)
        .hasSize(50)
        .startsWith(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(200));
    assertThat(retry.failingSince()).isEmpty();
  }

  @Test
  void whatDoesNotPassIsNotTriedAgain() {
    failures.add(new IllegalArgumentException());

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> retry.call(this::attempt, IllegalStateException.class));
    assertThat(waits).isEmpty();
  }

  @Test
  void aStopEndsTheWaiting() {
    RetryForever interrupted =
        new RetryForever(
            "registry",
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0L),
            _ -> {
              throw new InterruptedException();
            },
            () -> NOW);
    failures.add(new IllegalStateException());

    assertThatExceptionOfType(StoppingException.class)
        .isThrownBy(() -> interrupted.call(this::attempt, IllegalStateException.class));
    assertThat(Thread.interrupted()).isTrue();
  }
}
