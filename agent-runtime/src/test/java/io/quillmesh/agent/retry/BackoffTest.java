package io.quillmesh.agent.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  /** Always the lowest value: no wait is shortened. */
  private static final RandomGenerator LEAST = () -> 0L;

  /** Always the highest value: waits are halved. */
  private static final RandomGenerator MOST = () -> -1L;

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMillis(1_000);

  @Test
  void waitsDoubleUpToTheLongest() {
    Backoff backoff = new Backoff(FIRST, LONGEST, LEAST);

    assertThat(backoff.after(1)).hasMillis(100);
    assertThat(backoff.after(2)).hasMillis(200);
    assertThat(backoff.after(4)).hasMillis(800);
    assertThat(backoff.after(5)).hasMillis(1_000);
    assertThat(backoff.after(1_000_000)).hasMillis(1_000);
  }

  @Test
  void chanceShortensThemByAHalfAtMost() {
    Backoff backoff = new Backoff(FIRST, LONGEST, MOST);

    assertThat(backoff.after(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(51));
  }

  @Test
  void sensesAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(LONGEST, FIRST, LEAST))
        .withMessageContaining("0 < first <= longest");
  }
}
