package io.quillmesh.agent.model;

import io.quillmesh.agent.provider.answer.TokenUsage;

/** What one record has cost so far. For one thread. */
public final class Spending {
  private String model = "";
  private int attempts;
  private TokenUsage usage = new TokenUsage(0, 0, 0);

  void attempt(String asked) {
    model = asked;
    attempts++;
  }

  void took(TokenUsage call) {
    usage =
        new TokenUsage(
            usage.input() + call.input(),
            usage.cachedInput() + call.cachedInput(),
            usage.output() + call.output());
  }

  /** The model that was asked last; empty when none was. */
  public String model() {
    return model;
  }

  /** How many calls were made, failed ones included. */
  public int attempts() {
    return attempts;
  }

  /** Tokens read by models, over all attempts, those from a provider's cache included. */
  public long inputTokens() {
    return usage.input();
  }

  /** How many of them came from a provider's cache. */
  public long cachedInputTokens() {
    return usage.cachedInput();
  }

  /** Tokens written by models, over all attempts. */
  public long outputTokens() {
    return usage.output();
  }
}
