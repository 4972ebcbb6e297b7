package io.quillmesh.gateway.conversation.topology;

import io.quillmesh.schemas.AgentCall;

/**
 * What a declared agent answered.
 *
 * @param answer as JSON
 * @param streamId the stream that its text came from; empty for an answer that is no text
 * @param recordName the full name of the record that it came in
 */
record AgentAnswer(
    String agent,
    String conversationId,
    String turnId,
    String answer,
    String streamId,
    AgentCall call,
    String recordName) {}
