package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.SubmitMessage;

/** Commands of one person, Anna, from one connection. */
final class ClientCommands {
  private ClientCommands() {}

  static ClientCommand command(String conversationId, Object command) {
    return ClientCommand.newBuilder()
        .setConversationId(conversationId)
        .setSubject("anna")
        .setConnectionId("connection")
        .setCommand(command)
        .build();
  }

  static SubmitMessage submit(String turnId) {
    return SubmitMessage.newBuilder()
        .setTurnId(turnId)
        .setMessageId("message")
        .setMessage("Write about London")
        .build();
  }
}
