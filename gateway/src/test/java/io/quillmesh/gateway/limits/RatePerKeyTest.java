package io.quillmesh.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RatePerKeyTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RatePerKey rate = new RatePerKey(2, nanos::get);

  @Test
  void letsSoManyThroughInAMinuteForEachKey() {
    // Given
    assertThat(rate.tryTake("office")).isTrue();
    assertThat(rate.tryTake("office")).isTrue();
    assertThat(rate.tryTake("office")).isFalse();
    assertThat(rate.tryTake("home")).isTrue();
    // When
    nanos.addAndGet(31_000_000_000L);
    // Then
    assertThat(rate.tryTake("office")).isTrue();
    assertThat(rate.tryTake("office")).isFalse();
  }

  @Test
  void remembersOnlySoMany() {
    // When
    for (int i = 0; i < 100_000; i++) {
      rate.tryTake("2001:db8::" + i);
    }
    // Then
    assertThat(rate.size()).isLessThanOrEqualTo(20_000);
  }
}
