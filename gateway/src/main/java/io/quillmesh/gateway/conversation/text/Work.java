package io.quillmesh.gateway.conversation.text;

import io.quillmesh.schemas.AgentCall;

/**
 * What it took to write a text: what an opinion about it is worth to who improves prompts. It is
 * kept as long as the conversation.
 *
 * @param turnId the turn that it was written in; empty when that is not known any more
 */
public record Work(
    String turnId,
    String agent,
    String model,
    String promptHash,
    String promptVariant,
    int attempts,
    long latencyMs,
    long inputTokens,
    long cachedInputTokens,
    long outputTokens,
    long costMicros,
    String currency) {

  public static Work of(String turnId, AgentCall call) {
    return new Work(
        turnId,
        call.getAgent(),
        call.getModel(),
        call.getPromptHash(),
        call.getPromptVariant(),
        call.getAttempts(),
        call.getLatencyMs(),
        call.getInputTokens(),
        call.getCachedInputTokens(),
        call.getOutputTokens(),
        call.getCostMicros(),
        call.getCurrency());
  }

  /** Of an agent that has not said how it did it. */
  public static Work untold(String turnId, String agent) {
    return of(turnId, AgentCall.newBuilder().setAgent(agent).build());
  }

  public AgentCall call() {
    return new AgentCall(
        agent,
        model,
        promptHash,
        promptVariant,
        attempts,
        latencyMs,
        inputTokens,
        cachedInputTokens,
        outputTokens,
        costMicros,
        currency);
  }
}
