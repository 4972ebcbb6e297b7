package io.quillmesh.gateway.conversation.local;

import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.SubmitMessage;

/** Commands of one person, Anna, from one connection. */
public final class ClientCommands {
  private ClientCommands() {}

  public static ClientCommand command(String conversationId, Object command) {
    return ClientCommand.newBuilder()
        .setConversationId(conversationId)
        .setSubject("anna")
        .setConnectionId("connection")
        .setCommand(command)
        .build();
  }

  public static SubmitMessage submit(String turnId) {
    return SubmitMessage.newBuilder()
        .setTurnId(turnId)
        .setMessageId("message")
        .setMessage("Write about London")
        .build();
  }
}
