package com.example.headlines;

import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.SubmitMessage;
import java.time.Instant;
import java.util.UUID;

/**
 * An article that this service orders from the mesh.
 *
 * @param conversationId a UUID, new for every article
 * @param topic its subject
 */
public record Assignment(UUID conversationId, String topic) {

  /** The record for {@code conversation.commands}. */
  public ClientCommand command(Instant now) {
    return ClientCommand.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(now)
        .setConversationId(conversationId.toString())
        .setSubject("headlines")
        .setCommand(
            SubmitMessage.newBuilder()
                .setTurnId(UUID.randomUUID().toString())
                .setMessageId(UUID.randomUUID().toString())
                .setMessage("Write an article about " + topic)
                .build())
        .build();
  }
}
