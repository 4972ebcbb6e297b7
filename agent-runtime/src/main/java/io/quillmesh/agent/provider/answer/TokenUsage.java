package io.quillmesh.agent.provider.answer;

/**
 * What a call to a model took, in tokens.
 *
 * @param input tokens read, the cached ones included
 * @param cachedInput how many of them came from the provider's cache; 0 when it does not say
 * @param output tokens written, thoughts included
 */
public record TokenUsage(long input, long cachedInput, long output) {}
