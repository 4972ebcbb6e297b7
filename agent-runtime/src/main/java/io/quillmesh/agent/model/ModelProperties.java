package io.quillmesh.agent.model;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The model that an agent asks. A value that is wrong stops the start.
 *
 * @param baseUrl an OpenAI-compatible endpoint, with {@code /v1} where it has that
 * @param apiKey its key; an endpoint that needs none takes any
 * @param name the model's name
 * @param temperature 0 to 2; null leaves it to the provider
 * @param maxTokens the longest answer, in tokens; null leaves it to the provider
 * @param firstTokenTimeout how long the first token of a text may take, and then the pause between
 *     any two; null for as long as the whole call. Structured answers come whole, and have none
 * @param totalTimeout how long one call may take; a retry is another call
 * @param retry when to try again
 * @param fallback the model to ask when the first has failed for good; null or without a name: none
 */
@ConfigurationProperties("quillmesh.agent.model")
public record ModelProperties(
    @Nullable URI baseUrl,
    @Nullable String apiKey,
    @Nullable String name,
    @Nullable Double temperature,
    @Nullable Integer maxTokens,
    @Nullable Duration firstTokenTimeout,
    @DefaultValue("2m") Duration totalTimeout,
    @DefaultValue Retry retry,
    @Nullable Fallback fallback) {

  public ModelProperties {
    endpoint("quillmesh.agent.model", baseUrl, apiKey, name);
    if (temperature != null && (temperature < 0 || temperature > 2)) {
      throw wrong("temperature", "from 0 to 2", temperature);
    }
    if (maxTokens != null && maxTokens < 1) {
      throw wrong("max-tokens", "at least 1", maxTokens);
    }
    if (firstTokenTimeout != null && !isPositive(firstTokenTimeout)) {
      throw wrong("first-token-timeout", "longer than 0", firstTokenTimeout);
    }
    if (!isPositive(totalTimeout)) {
      throw wrong("total-timeout", "longer than 0", totalTimeout);
    }
    if (firstTokenTimeout != null && totalTimeout.compareTo(firstTokenTimeout) < 0) {
      throw wrong("total-timeout", "at least first-token-timeout", totalTimeout);
    }
    if (fallback != null && (fallback.name() == null || fallback.name().isBlank())) {
      fallback = null;
    }
    if (fallback != null) {
      fallback = fallback.or(baseUrl, apiKey);
      endpoint(
          "quillmesh.agent.model.fallback", fallback.baseUrl(), fallback.apiKey(), fallback.name());
    }
  }

  /** How long a text may be silent. */
  Duration silenceTimeout() {
    return firstTokenTimeout == null ? totalTimeout : firstTokenTimeout;
  }

  /**
   * When a failed call is made again.
   *
   * @param attempts how many calls at most to one model, at least 1
   * @param firstBackoff the wait after the first failure; it doubles from there
   * @param longestBackoff the longest wait
   * @param longestRetryAfter a provider that asks for a longer pause is not asked again
   */
  public record Retry(
      @DefaultValue("5") int attempts,
      @DefaultValue("250ms") Duration firstBackoff,
      @DefaultValue("5s") Duration longestBackoff,
      @DefaultValue("20s") Duration longestRetryAfter) {
    public Retry {
      if (attempts < 1) {
        throw wrong("retry.attempts", "at least 1", attempts);
      }
      if (!isPositive(firstBackoff)) {
        throw wrong("retry.first-backoff", "longer than 0", firstBackoff);
      }
      if (longestBackoff.compareTo(firstBackoff) < 0) {
        throw wrong("retry.longest-backoff", "at least first-backoff", longestBackoff);
      }
    }
  }

  /**
   * A model to fall back on.
   *
   * @param baseUrl null or empty: that of the first model
   * @param apiKey null or empty: that of the first model
   * @param name null or empty: there is no fallback
   */
  public record Fallback(@Nullable URI baseUrl, @Nullable String apiKey, @Nullable String name) {
    private Fallback or(@Nullable URI otherUrl, @Nullable String otherKey) {
      return new Fallback(
          baseUrl == null || baseUrl.toString().isBlank() ? otherUrl : baseUrl,
          apiKey == null || apiKey.isBlank() ? otherKey : apiKey,
          name);
    }

    @Override
    public String toString() {
      return "Fallback[baseUrl=" + baseUrl + ", name=" + name + "]";
    }
  }

  /** The model to ask. */
  Endpoint primary() {
    return endpoint("quillmesh.agent.model", baseUrl, apiKey, name);
  }

  /** The model to ask after it; null for none. */
  @Nullable Endpoint secondary() {
    return fallback == null
        ? null
        : endpoint(
            "quillmesh.agent.model.fallback",
            fallback.baseUrl(),
            fallback.apiKey(),
            fallback.name());
  }

  @Override
  public String toString() {
    return "ModelProperties[baseUrl=" + baseUrl + ", name=" + name + ", fallback=" + fallback + "]";
  }

  private static Endpoint endpoint(
      String prefix, @Nullable URI baseUrl, @Nullable String apiKey, @Nullable String name) {
    if (baseUrl == null || baseUrl.getHost() == null || !isHttp(baseUrl)) {
      throw new IllegalArgumentException(
          prefix + ".base-url must be an http or https URL, not " + baseUrl);
    }
    if (apiKey == null || apiKey.isBlank()) {
      throw new IllegalArgumentException(
          prefix + ".api-key must not be empty; an endpoint that needs no key takes any");
    }
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException(prefix + ".name must be the name of a model");
    }
    return new Endpoint(baseUrl, apiKey, name);
  }

  private static boolean isHttp(URI url) {
    return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static IllegalArgumentException wrong(String setting, String expected, Object value) {
    return new IllegalArgumentException(
        "quillmesh.agent.model." + setting + " must be " + expected + ", not " + value);
  }
}
