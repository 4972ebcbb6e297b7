package io.quillmesh.offlinemodel.settings;

import io.quillmesh.offlinemodel.openai.Caller;
import java.util.List;

/**
 * How the model behaves. All settings can be changed while it runs.
 *
 * @param firstTokenDelayMs from the request to the first token, in milliseconds
 * @param tokenDelayMs between two tokens, in milliseconds
 * @param errorRate share of calls answered with 500, from 0 to 1
 * @param rateLimitRate share of calls answered with 429, from 0 to 1
 * @param cutRate share of answers that end halfway, from 0 to 1
 * @param hangRate share of calls that are never answered, from 0 to 1
 * @param nonsenseRate share of structured answers that do not fit their schema, from 0 to 1
 * @param models the models that the rates apply to; empty for all
 * @param seed the same seed gives the same faults at the same calls
 * @param articleTokens how many tokens an article is cut into; 0 for as many as its text has
 * @param replyTokens how many tokens a reply is cut into; 0 for as many as its text has
 * @param jsonTokens how many tokens a structured answer is cut into; 0 for as many as its text has
 */
public record Settings(
    int firstTokenDelayMs,
    int tokenDelayMs,
    double errorRate,
    double rateLimitRate,
    double cutRate,
    double hangRate,
    double nonsenseRate,
    List<String> models,
    long seed,
    int articleTokens,
    int replyTokens,
    int jsonTokens) {

  private static final int MAX_DELAY_MS = 600_000;
  private static final int MAX_TOKENS = 100_000;

  /** Fast enough to watch, slow enough to see it write. */
  public static final Settings DEFAULT =
      new Settings(300, 10, 0, 0, 0, 0, 0, List.of(), 1, 0, 0, 0);

  /** Without delays or faults, for tests. */
  public static final Settings INSTANT = new Settings(0, 0, 0, 0, 0, 0, 0, List.of(), 1, 0, 0, 0);

  /** Rejects invalid values. */
  public Settings {
    models = List.copyOf(models);
    delay("firstTokenDelayMs", firstTokenDelayMs);
    delay("tokenDelayMs", tokenDelayMs);
    tokens("articleTokens", articleTokens);
    tokens("replyTokens", replyTokens);
    tokens("jsonTokens", jsonTokens);
    double sum =
        rate("errorRate", errorRate)
            + rate("rateLimitRate", rateLimitRate)
            + rate("cutRate", cutRate)
            + rate("hangRate", hangRate)
            + rate("nonsenseRate", nonsenseRate);
    // Ten times a tenth may add up to a little more than one.
    if (sum > 1.000001) {
      throw new IllegalArgumentException("the rates add up to %s, which is above 1".formatted(sum));
    }
    for (String model : models) {
      if (!Caller.isKnown(model)) {
        throw new IllegalArgumentException(
            "models: unknown model %s, there are %s".formatted(model, Caller.models()));
      }
    }
  }

  /** Whether the rates apply to this model. */
  public boolean faultsApplyTo(String model) {
    return models.isEmpty() || models.contains(model);
  }

  /** The number of tokens of an answer; 0 for as many as its text has. */
  public int tokensOf(Caller caller) {
    return switch (caller) {
      case GENERATOR -> articleTokens;
      case REPLY -> replyTokens;
      case INTENT, CONTEXT, PHASE -> jsonTokens;
      case DECLARED -> 0;
    };
  }

  private static void tokens(String name, int value) {
    if (value < 0 || value > MAX_TOKENS) {
      throw new IllegalArgumentException(
          "%s must be from 0 to %d, not %d".formatted(name, MAX_TOKENS, value));
    }
  }

  private static void delay(String name, int value) {
    if (value < 0 || value > MAX_DELAY_MS) {
      throw new IllegalArgumentException(
          "%s must be from 0 to %d ms, not %d".formatted(name, MAX_DELAY_MS, value));
    }
  }

  private static double rate(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be from 0 to 1, not %s".formatted(name, value));
    }
    return value;
  }
}
