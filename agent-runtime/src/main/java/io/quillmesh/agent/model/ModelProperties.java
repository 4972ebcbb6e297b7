package io.quillmesh.agent.model;

import io.quillmesh.agent.model.request.Endpoint;
import io.quillmesh.agent.model.request.RequestForm;
import io.quillmesh.agent.model.request.RequestSettings;
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
 * @param apiVersion {@code api-version} in the query of each request; empty for none
 * @param temperature 0 to 2; null leaves it to the provider
 * @param maxTokens the longest answer, in tokens, thoughts included; null leaves it to the provider
 * @param continuations how often a text that a limit cut off is continued
 * @param showThoughts whether people see what a model thinks, and not only that it does
 * @param request in which form requests are made
 * @param timeout how long a call may take
 * @param retry when to try again
 * @param fallback the model to ask when the first has failed for good; null or without a name: none
 */
@ConfigurationProperties("quillmesh.agent.model")
public record ModelProperties(
    @Nullable URI baseUrl,
    @Nullable String apiKey,
    @Nullable String name,
    @DefaultValue("") String apiVersion,
    @Nullable Double temperature,
    @Nullable Integer maxTokens,
    @DefaultValue("0") int continuations,
    @DefaultValue("false") boolean showThoughts,
    @DefaultValue RequestSettings request,
    @DefaultValue Timeout timeout,
    @DefaultValue Retry retry,
    @Nullable Fallback fallback) {

  private static final int MOST_CONTINUATIONS = 10;

  public ModelProperties {
    endpoint("quillmesh.agent.model", baseUrl, apiKey, name, apiVersion);
    if (temperature != null && (temperature < 0 || temperature > 2)) {
      throw wrong("temperature", "from 0 to 2", temperature);
    }
    if (maxTokens != null && maxTokens < 1) {
      throw wrong("max-tokens", "at least 1", maxTokens);
    }
    if (continuations < 0 || continuations > MOST_CONTINUATIONS) {
      throw wrong("continuations", "from 0 to " + MOST_CONTINUATIONS, continuations);
    }
    if (fallback != null && (fallback.name() == null || fallback.name().isBlank())) {
      fallback = null;
    }
    if (fallback != null) {
      fallback = fallback.or(baseUrl, apiKey);
      endpoint(
          "quillmesh.agent.model.fallback",
          fallback.baseUrl(),
          fallback.apiKey(),
          fallback.name(),
          apiVersion);
    }
  }

  /** Where the model is, without a query, which might hold a key. */
  public String address() {
    return primary().address();
  }

  /** The same for all settings that ask the same model in the same way. Holds the key. */
  public String fingerprint() {
    return String.join(
        "\n",
        String.valueOf(baseUrl),
        String.valueOf(apiKey),
        String.valueOf(name),
        apiVersion,
        request.toString());
  }

  /** The form of the first request. */
  RequestForm form() {
    return request.form(temperature != null, maxTokens != null);
  }

  /**
   * How long one call may take; a retry is another call. Only the first and the last are for
   * structured answers, too, which come in one piece.
   *
   * @param connect until there is a connection
   * @param firstToken until the first token of a text or of a thought. Signs that the provider is
   *     still there, such as comments in its stream, restart it
   * @param thinking from the first thought to the first token of the text
   * @param silence between any two tokens
   * @param total until the end
   */
  public record Timeout(
      @DefaultValue("10s") Duration connect,
      @DefaultValue("60s") Duration firstToken,
      @DefaultValue("3m") Duration thinking,
      @DefaultValue("30s") Duration silence,
      @DefaultValue("5m") Duration total) {
    public Timeout {
      requirePositive("connect", connect);
      requirePositive("first-token", firstToken);
      requirePositive("thinking", thinking);
      requirePositive("silence", silence);
      requirePositive("total", total);
    }

    private static void requirePositive(String name, Duration duration) {
      if (!isPositive(duration)) {
        throw wrong("timeout." + name, "longer than 0", duration);
      }
    }
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
      return "Fallback[name=" + name + "]";
    }
  }

  /** The model to ask. */
  Endpoint primary() {
    return endpoint("quillmesh.agent.model", baseUrl, apiKey, name, apiVersion);
  }

  /** The model to ask after it; null for none. */
  @Nullable Endpoint secondary() {
    return fallback == null
        ? null
        : endpoint(
            "quillmesh.agent.model.fallback",
            fallback.baseUrl(),
            fallback.apiKey(),
            fallback.name(),
            apiVersion);
  }

  @Override
  public String toString() {
    return "ModelProperties[" + primary() + ", fallback=" + secondary() + "]";
  }

  private static Endpoint endpoint(
      String prefix,
      @Nullable URI baseUrl,
      @Nullable String apiKey,
      @Nullable String name,
      String apiVersion) {
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
    return new Endpoint(baseUrl, apiKey, name, apiVersion.strip());
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
