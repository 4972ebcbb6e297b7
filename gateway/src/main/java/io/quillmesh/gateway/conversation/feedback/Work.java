package io.quillmesh.gateway.conversation.feedback;

import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.schemas.AgentCall;
import org.jspecify.annotations.Nullable;

/**
 * What it took to make a reply or a version: what an opinion about it is worth to who improves
 * prompts. There is one piece for each, as long as the conversation.
 *
 * @param turnId the turn that made it; empty when that is not known any more
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

  /** Keeps whose work a reply is. */
  public static void keep(EffectsBuilder effects, String messageId, String turnId, AgentCall call) {
    effects.put(Keys.work(effects.conversationId(), messageId), of(turnId, call));
  }

  /** Keeps whose work a version is. */
  public static void keep(EffectsBuilder effects, int version, String turnId, AgentCall call) {
    keep(effects, Judged.name(version), turnId, call);
  }

  /** Of a message or a version; null when it is not known. */
  public static @Nullable Work find(EffectsBuilder effects, String judged) {
    return effects.read(Keys.work(effects.conversationId(), judged), Work.class);
  }

  /** Of an agent that has not said how it did it. */
  public static Work of(String agent, String turnId) {
    return of(turnId, AgentCall.newBuilder().setAgent(agent).build());
  }

  private static Work of(String turnId, AgentCall call) {
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

  AgentCall call() {
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
