package io.quillmesh.agent.provider;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The pause that a provider asks for in a header, in seconds, milliseconds or as a date. */
final class RetryAfter {
  private RetryAfter() {}

  /** Null if it asks for none, or not in a way that can be read. */
  static @Nullable Duration in(Headers headers, Instant now) {
    String millis = headers.get("Retry-After-Ms");
    String value = headers.get("Retry-After");
    try {
      if (millis != null) {
        return notNegative(Duration.ofMillis((long) Double.parseDouble(millis)));
      }
      if (value == null || value.isBlank()) {
        return null;
      }
      return Character.isDigit(value.charAt(0))
          ? notNegative(Duration.ofMillis((long) (Double.parseDouble(value) * 1000)))
          : notNegative(
              Duration.between(
                  now,
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (NumberFormatException | DateTimeException | ArithmeticException malformed) {
      return null;
    }
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
