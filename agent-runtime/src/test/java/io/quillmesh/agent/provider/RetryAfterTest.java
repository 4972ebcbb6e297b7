package io.quillmesh.agent.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource({
    "7, 7000",
    "0.5, 500",
    "0, 0",
    "'Fri, 02 Jan 2026 03:04:15 GMT', 10000",
    "'Fri, 02 Jan 2026 03:04:00 GMT', 0",
  })
  void secondsAndDatesAreRead(String value, long millis) {
    assertThat(RetryAfter.in(Headers.of("Retry-After", value), NOW)).hasMillis(millis);
  }

  @Test
  void millisecondsAreMoreExact() {
    Headers headers = Headers.of("retry-after", "2", "retry-after-ms", "1500");

    assertThat(RetryAfter.in(headers, NOW)).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void anythingElseIsNoPause() {
    assertThat(RetryAfter.in(Headers.of("Retry-After", "soon"), NOW)).isNull();
    assertThat(RetryAfter.in(Headers.of("Retry-After-Ms", "soon"), NOW)).isNull();
    assertThat(RetryAfter.in(Headers.of(), NOW)).isNull();
  }
}
