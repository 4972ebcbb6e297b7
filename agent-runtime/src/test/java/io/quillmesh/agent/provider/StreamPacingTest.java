package io.quillmesh.agent.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamPacingTest {
  private static final Duration PERIOD = Duration.ofMillis(100);

  private final AtomicLong clock = new AtomicLong();
  private final StreamPacing pacing = new StreamPacing(PERIOD, clock::get);

  @Test
  void thereIsOnePeriodBetweenTwoPieces() {
    clock.addAndGet(pacing.untilNext().toNanos());

    assertThat(pacing.untilNext()).isEqualTo(PERIOD);
  }

  @Test
  void aLateLookDoesNotPutTheNextOneOff() {
    clock.set(Duration.ofMillis(100 + 7).toNanos());

    assertThat(pacing.untilNext()).hasMillis(93);
  }

  @Test
  void streamsThatBeganAtAnyTimeAreHandedOnInTheSameMoments() {
    Set<Long> moments = new HashSet<>();
    for (int begin = 0; begin < 100; begin++) {
      clock.set(Duration.ofMillis(begin).toNanos());
      moments.add(Duration.ofNanos(clock.get()).plus(pacing.untilNext()).toMillis());
    }

    // This one or the next, for a stream that began just before a moment.
    assertThat(moments).containsExactlyInAnyOrder(100L, 200L);
  }
}
