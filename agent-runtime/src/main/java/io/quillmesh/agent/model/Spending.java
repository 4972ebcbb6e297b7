package io.quillmesh.agent.model;

/** What one record has cost so far. For one thread. */
public final class Spending {
  private String model = "";
  private int attempts;
  private long inputTokens;
  private long outputTokens;

  void attempt(String asked) {
    model = asked;
    attempts++;
  }

  void tokens(long input, long output) {
    inputTokens += input;
    outputTokens += output;
  }

  /** The model that was asked last; empty when none was. */
  public String model() {
    return model;
  }

  /** How many calls were made, failed ones included. */
  public int attempts() {
    return attempts;
  }

  /** Tokens read by models, over all attempts. */
  public long inputTokens() {
    return inputTokens;
  }

  /** Tokens written by models, over all attempts. */
  public long outputTokens() {
    return outputTokens;
  }
}
