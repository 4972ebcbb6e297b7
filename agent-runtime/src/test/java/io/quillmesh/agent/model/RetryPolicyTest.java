package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnexpectedStatusCodeException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final ProviderErrors errors = new ProviderErrors(() -> NOW);
  private final RetryPolicy policy =
      new RetryPolicy(
          3,
          new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), () -> 0L),
          Duration.ofSeconds(20));

  @Test
  void passingFailuresAreTriedAgainUpToTheLimit() {
    ModelFailure failure = status(500);

    assertThat(policy.next(1, failure)).hasMillis(250);
    assertThat(policy.next(2, failure)).hasMillis(500);
    assertThat(policy.next(3, failure)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "408, MODEL_UNAVAILABLE, true", "409, MODEL_UNAVAILABLE, true",
    "500, MODEL_UNAVAILABLE, true", "529, MODEL_UNAVAILABLE, true",
    "400, MODEL_REFUSED, false", "401, MODEL_REFUSED, false",
    "404, MODEL_REFUSED, false", "422, MODEL_REFUSED, false"
  })
  void aStatusTellsWhetherToTryAgain(int status, FailureCode code, boolean again) {
    ModelFailure failure = status(status);

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.isTransient()).isEqualTo(again);
    assertThat(failure).hasMessageContaining("HTTP " + status);
  }

  @Test
  void aBrokenConnectionIsTriedAgain() {
    ModelFailure failure =
        errors.explain(
            new CompletionException(new OpenAIIoException("failed", new IOException("reset"))));

    assertThat(failure.code()).isEqualTo(FailureCode.MODEL_UNAVAILABLE);
    assertThat(policy.next(1, failure)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7000",
    "0.5, 500",
    "0, 250",
    "'Fri, 02 Jan 2026 03:04:15 GMT', 10000",
    "'Fri, 02 Jan 2026 03:04:00 GMT', 250",
    "soon, 250"
  })
  void thePauseThatAProviderAsksForIsKept(String retryAfter, long millis) {
    ModelFailure failure = rateLimited("Retry-After", retryAfter);

    assertThat(failure.code()).isEqualTo(FailureCode.MODEL_RATE_LIMITED);
    assertThat(policy.next(1, failure)).hasMillis(millis);
  }

  @Test
  void itMayComeInMilliseconds() {
    assertThat(policy.next(1, rateLimited("retry-after-ms", "1500"))).hasMillis(1500);
  }

  @Test
  void aProviderThatAsksForTooLongAPauseIsNotAskedAgain() {
    assertThat(policy.next(1, rateLimited("Retry-After", "21"))).isNull();
  }

  private ModelFailure rateLimited(String header, String value) {
    return errors.explain(
        RateLimitException.builder().headers(Headers.builder().put(header, value).build()).build());
  }

  private ModelFailure status(int status) {
    return errors.explain(
        UnexpectedStatusCodeException.builder()
            .statusCode(status)
            .headers(Headers.builder().build())
            .build());
  }
}
