package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private final AtomicInteger streams = new AtomicInteger();
  private final AtomicLong clock = new AtomicLong();
  private final Pace pace = new Pace(streams::get, clock::get);

  @ParameterizedTest
  @CsvSource({"1, 25", "12, 25", "13, 50", "50, 50", "51, 100", "1000, 100"})
  void oneLookAPeriodThatGrowsWithTheStreams(int open, long millis) {
    streams.set(open);
    clock.addAndGet(pace.untilLook().toNanos());

    assertThat(pace.untilLook()).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void streamsThatBeganAtAnyTimeAreLookedAtInTheSameMoment() {
    streams.set(100);
    Set<Long> moments = new HashSet<>();
    for (int begin = 0; begin < 100; begin++) {
      clock.set(Duration.ofMillis(begin).toNanos());
      moments.add((clock.get() + pace.untilLook().toNanos()) / Duration.ofMillis(100).toNanos());
    }

    // This period or the next one, for a stream that began just before a look.
    assertThat(moments).containsExactlyInAnyOrder(0L, 1L);
    assertThat(Duration.ofNanos(clock.get()).plus(pace.untilLook()).toMillis() % 100).isEqualTo(50);
  }

  @Test
  void whatIsReadIsLookedAtHalfAPeriodLater() {
    streams.set(100);
    clock.addAndGet(pace.untilRead().toNanos());

    assertThat(pace.untilLook()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void fewStreamsAreReadAtOnce() {
    streams.set(4);

    assertThat(pace.untilRead()).isZero();
  }
}
