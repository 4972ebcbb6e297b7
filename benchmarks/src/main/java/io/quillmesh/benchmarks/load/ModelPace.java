package io.quillmesh.benchmarks.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the offline model answers during the measurement.
 *
 * @param firstToken from a request to the first token
 * @param token between two tokens
 * @param articleTokens how many tokens an article has
 * @param replyTokens how many tokens a reply has
 * @param jsonTokens how many tokens a structured answer has
 * @param faults how often calls go wrong
 */
public record ModelPace(
    Duration firstToken,
    Duration token,
    int articleTokens,
    int replyTokens,
    int jsonTokens,
    Faults faults) {

  /**
   * Shares of all calls, from 0 to 1.
   *
   * @param error answered with 500
   * @param cut broken off half way
   * @param hang never answered
   */
  public record Faults(double error, double cut, double hang) {
    /** Every call goes well. */
    public static final Faults NONE = new Faults(0, 0, 0);

    /** The faults of a bad day. */
    public static final Faults SOME = new Faults(0.05, 0.05, 0.01);
  }

  /** The same answers as fast as they can be sent. */
  public ModelPace withoutDelays() {
    return new ModelPace(
        Duration.ZERO, Duration.ZERO, articleTokens, replyTokens, jsonTokens, faults);
  }

  /** The same answers, some of which go wrong. */
  public ModelPace with(Faults others) {
    return new ModelPace(firstToken, token, articleTokens, replyTokens, jsonTokens, others);
  }

  /** The settings in the form that the model's settings endpoint takes. */
  public Map<String, Object> settings() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("firstTokenDelayMs", firstToken.toMillis());
    all.put("tokenDelayMs", token.toMillis());
    all.put("articleTokens", articleTokens);
    all.put("replyTokens", replyTokens);
    all.put("jsonTokens", jsonTokens);
    all.put("errorRate", faults.error());
    all.put("rateLimitRate", 0.0);
    all.put("cutRate", faults.cut());
    all.put("hangRate", faults.hang());
    all.put("nonsenseRate", 0.0);
    all.put("models", List.of());
    return all;
  }

  /** How long an answer with this many tokens takes. */
  Duration answer(long tokens) {
    return firstToken.plus(token.multipliedBy(Math.max(0, tokens - 1)));
  }
}
