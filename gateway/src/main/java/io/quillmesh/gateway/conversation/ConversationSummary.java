package io.quillmesh.gateway.conversation;

import java.time.Instant;

/** A conversation as lists show it. */
public record ConversationSummary(String id, String title, Instant createdAt, Instant updatedAt) {}
