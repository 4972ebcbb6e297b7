package io.quillmesh.agent.model;

import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import io.quillmesh.agent.FailureCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an exception of the OpenAI client means. The provider's own words stay out of it: they
 * may quote the key or the prompt.
 */
record ProviderErrors(InstantSource clock) {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  /** Request timeout, conflict, too early: said of the moment, not of the request. */
  private static final Set<Integer> PASSING = Set.of(408, 409, 425);

  ModelFailure explain(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    return switch (cause) {
      case SseException e ->
          ModelFailure.passing(
              FailureCode.MODEL_UNAVAILABLE,
              "The provider reported an error inside its answer" + code(e),
              e);
      case OpenAIServiceException e when e.statusCode() == TOO_MANY_REQUESTS ->
          ModelFailure.passing(
              FailureCode.MODEL_RATE_LIMITED,
              "The provider asks for fewer calls, HTTP 429" + code(e),
              retryAfter(e),
              e);
      case OpenAIServiceException e
          when e.statusCode() >= SERVER_ERROR || PASSING.contains(e.statusCode()) ->
          ModelFailure.passing(
              FailureCode.MODEL_UNAVAILABLE,
              "The provider failed, HTTP " + e.statusCode() + code(e),
              retryAfter(e),
              e);
      case OpenAIServiceException e ->
          ModelFailure.lasting(
              FailureCode.MODEL_REFUSED,
              "The provider refuses the request, HTTP "
                  + e.statusCode()
                  + code(e)
                  + ": check the key, the model's name and the length of the input",
              e);
      case OpenAIIoException e ->
          ModelFailure.passing(
              FailureCode.MODEL_UNAVAILABLE, "The provider is out of reach or hung up", e);
      default ->
          ModelFailure.passing(
              FailureCode.MODEL_UNAVAILABLE, "What the provider sent makes no sense", cause);
    };
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof CompletionException || cause instanceof ExecutionException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String code(OpenAIServiceException e) {
    return e.code().map(code -> " (" + code + ")").orElse("");
  }

  private @Nullable Duration retryAfter(OpenAIServiceException e) {
    String millis = first(e.headers().values("Retry-After-Ms"));
    String value = first(e.headers().values("Retry-After"));
    try {
      if (millis != null) {
        return notNegative(Duration.ofMillis((long) Double.parseDouble(millis)));
      }
      if (value == null) {
        return null;
      }
      return Character.isDigit(value.charAt(0))
          ? notNegative(Duration.ofMillis((long) (Double.parseDouble(value) * 1000)))
          : notNegative(
              Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (NumberFormatException | DateTimeException malformed) {
      return null;
    }
  }

  private static @Nullable String first(List<String> values) {
    return values.isEmpty() || values.getFirst().isBlank() ? null : values.getFirst().strip();
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
