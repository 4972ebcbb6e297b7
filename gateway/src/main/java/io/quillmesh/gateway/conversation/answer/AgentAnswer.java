package io.quillmesh.gateway.conversation.answer;

import io.quillmesh.schemas.AgentCall;

/**
 * What a declared agent answered.
 *
 * @param answer as JSON without line breaks; a JSON string when it wrote a text
 * @param streamId the stream that its text came from; empty for an answer that is no text
 */
public record AgentAnswer(
    String agent,
    String conversationId,
    String turnId,
    String answer,
    String streamId,
    AgentCall call) {}
