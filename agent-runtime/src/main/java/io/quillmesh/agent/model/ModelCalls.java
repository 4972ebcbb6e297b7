package io.quillmesh.agent.model;

import io.quillmesh.agent.provider.answer.TokenUsage;
import io.quillmesh.schemas.AgentCall;

/** The model calls that were made for one record so far. For one thread. */
public final class ModelCalls {
  private String model = "";
  private int attempts;
  private TokenUsage usage = TokenUsage.NONE;

  void attempt(String asked) {
    model = asked;
    attempts++;
  }

  /** Another model answered in the place of the one that was asked. */
  void answeredBy(String other) {
    model = other;
  }

  void took(TokenUsage call) {
    usage = usage.plus(call);
  }

  /** The model that answered, or that was asked last; empty when none was. */
  public String model() {
    return model;
  }

  /** How many calls were made, failed ones included. */
  public int attempts() {
    return attempts;
  }

  /** What all of them took, failed ones included. */
  public TokenUsage usage() {
    return usage;
  }

  /** The calls as an event names them. */
  public AgentCall.Builder toAgentCall() {
    return AgentCall.newBuilder()
        .setModel(model)
        .setAttempts(attempts)
        .setInputTokens(usage.input())
        .setCachedInputTokens(usage.cachedInput())
        .setOutputTokens(usage.output());
  }
}
