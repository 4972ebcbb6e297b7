package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIIoException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.provider.answer.ProviderError;
import io.quillmesh.agent.provider.answer.ProviderException;
import io.quillmesh.agent.provider.answer.ProviderException.Problem;
import io.quillmesh.agent.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private final ProviderErrors errors = new ProviderErrors();
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
            new CompletionException(new OpenAIIoException("failed", new IOException("reset"))),
            Set.of());

    assertThat(failure.code()).isEqualTo(FailureCode.MODEL_UNAVAILABLE);
    assertThat(policy.next(1, failure)).isNotNull();
  }

  @Test
  void thePauseThatAProviderAsksForIsKept() {
    ModelFailure failure = rateLimited("slow down", Duration.ofSeconds(7));

    assertThat(failure.code()).isEqualTo(FailureCode.MODEL_RATE_LIMITED);
    assertThat(policy.next(1, failure)).hasSeconds(7);
  }

  @ParameterizedTest
  @CsvSource({
    "'Rate limit reached. Please try again in 6.5s. Visit https://x', 6500",
    "'Please try again in 480ms.', 480",
    "'try again in 0m12.5s', 12500",
    "'Please retry after 11 seconds.', 11000",
    "'You exceeded your current quota. Please retry in 12.2s.', 12200",
    "'请在 9 秒后重试', 9000",
    "'{\"retryDelay\": \"13s\"}', 13000",
    "'slow down', 250",
    "'try again in a moment', 250",
  })
  void itMayBeInTheWordsOnly(String message, long millis) {
    ModelFailure failure = rateLimited(message, null);

    assertThat(failure.code()).isEqualTo(FailureCode.MODEL_RATE_LIMITED);
    assertThat(policy.next(1, failure)).hasMillis(millis);
  }

  @Test
  void aProviderThatAsksForTooLongAPauseIsNotAskedAgain() {
    assertThat(policy.next(1, rateLimited("", Duration.ofSeconds(21)))).isNull();
    assertThat(policy.next(1, rateLimited("try again in 7m30s", null))).isNull();
  }

  private ModelFailure rateLimited(String message, @Nullable Duration retryAfter) {
    return failure(429, message, retryAfter);
  }

  private ModelFailure status(int status) {
    return failure(status, "", null);
  }

  private ModelFailure failure(int status, String message, @Nullable Duration retryAfter) {
    ProviderError error = new ProviderError(status, "", "", List.of(), message, retryAfter);
    return errors.explain(new ProviderException(new Problem.Reported(error)), Set.of());
  }
}
