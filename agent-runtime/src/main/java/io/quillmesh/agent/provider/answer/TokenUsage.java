package io.quillmesh.agent.provider.answer;

/**
 * What one or more calls to a model took, in tokens.
 *
 * @param input tokens read, the cached ones included
 * @param cachedInput how many of them came from the provider's cache; 0 when it does not say
 * @param output tokens written, thoughts included
 */
public record TokenUsage(long input, long cachedInput, long output) {
  /** Of no call. */
  public static final TokenUsage NONE = new TokenUsage(0, 0, 0);

  /** This and the other together. */
  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        input + other.input, cachedInput + other.cachedInput, output + other.output);
  }
}
