package io.quillmesh.gateway.edge;

import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.schemas.ClientCommand;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Wraps what clients ask into commands and hands them over. */
@Component
class Submissions {
  private final Conversations conversations;
  private final Clock clock;

  Submissions(Conversations conversations, Clock clock) {
    this.conversations = conversations;
    this.clock = clock;
  }

  /**
   * Submits one command.
   *
   * @param connectionId whom a rejection is told; null when nobody waits for it
   * @return done when the broker has it, failed when it does not, never thrown
   */
  CompletionStage<Void> submit(
      String conversationId, Owner owner, @Nullable String connectionId, SpecificRecord command) {
    try {
      return conversations.submit(
          ClientCommand.newBuilder()
              .setEventId(UUID.randomUUID().toString())
              .setOccurredAt(clock.instant())
              .setConversationId(conversationId)
              .setSubject(owner.subject())
              .setTenant(owner.tenant())
              .setConnectionId(connectionId)
              .setCommand(command)
              .build());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
