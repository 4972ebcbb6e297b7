package io.quillmesh.agent.provider.answer;

import java.util.Locale;
import java.util.Set;

/** Why a model stopped, in OpenAI's words, whatever the provider's are. */
public enum FinishReason {
  /** It has said all. */
  STOP,
  /** The token limit, or the end of the context, cut it off. */
  LENGTH,
  /** The provider's moderation stopped it. */
  CONTENT_FILTER,
  /** The provider broke down; the same call may go through later. */
  BROKEN;

  private static final Set<String> LENGTHS =
      Set.of(
          "length",
          "max_tokens",
          "max_output_tokens",
          "max_completion_tokens",
          "model_length",
          "context_length",
          "model_context_window_exceeded");
  private static final Set<String> FILTERS =
      Set.of(
          "content_filter",
          "content_filtered",
          "sensitive",
          "safety",
          "recitation",
          "prohibited_content",
          "blocklist",
          "spii",
          "refusal",
          "guardrail_intervened",
          "moderation");
  private static final Set<String> BREAKS =
      Set.of(
          "error",
          "abort",
          "aborted",
          "cancelled",
          "network_error",
          "insufficient_system_resource",
          "malformed_function_call");

  /** An unknown word means that the model has said all: new words for failures are rarer. */
  static FinishReason of(String word) {
    String known = word.toLowerCase(Locale.ROOT);
    if (LENGTHS.contains(known)) {
      return LENGTH;
    }
    if (FILTERS.contains(known)) {
      return CONTENT_FILTER;
    }
    return BREAKS.contains(known) ? BROKEN : STOP;
  }

  /** As OpenAI spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
