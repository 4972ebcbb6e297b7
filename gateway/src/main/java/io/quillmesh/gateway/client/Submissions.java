package io.quillmesh.gateway.client;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.problem.ProblemException;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.GiveFeedback;
import io.quillmesh.schemas.RestoreArticle;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Wraps clients' requests into commands and submits them. */
@Component
public class Submissions {
  private static final Logger log = LoggerFactory.getLogger(Submissions.class);

  private final Conversations conversations;
  private final Clock clock;
  private final Duration patience;

  Submissions(Conversations conversations, Clock clock, EdgeProperties settings) {
    this.patience = settings.times().answer();
    this.conversations = conversations;
    this.clock = clock;
  }

  /**
   * Submits one command.
   *
   * @param connectionId the connection that gets a rejection; null if none waits for it
   * @return completed when the broker has the command, failed if it does not; nothing is thrown
   */
  public CompletionStage<Void> submit(
      String conversationId, Owner owner, @Nullable String connectionId, SpecificRecord command) {
    try {
      return conversations.submit(
          wrap(command)
              .setEventId(UUID.randomUUID().toString())
              .setOccurredAt(clock.instant())
              .setConversationId(conversationId)
              .setSubject(owner.subject())
              .setTenant(owner.tenant())
              .setConnectionId(connectionId)
              .build());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static ClientCommand.Builder wrap(SpecificRecord command) {
    ClientCommand.Builder wrapped = ClientCommand.newBuilder();
    return switch (command) {
      case RestoreArticle restore -> wrapped.setRestore(restore);
      case GiveFeedback feedback -> wrapped.setFeedback(feedback);
      default -> wrapped.setCommand(command);
    };
  }

  /**
   * Submits one command and waits for the broker: call it on a virtual thread.
   *
   * @throws ProblemException if the broker does not take it
   */
  public void submitAndWait(
      String conversationId, Owner owner, @Nullable String connectionId, SpecificRecord command)
      throws InterruptedException {
    try {
      var _ =
          submit(conversationId, owner, connectionId, command)
              .toCompletableFuture()
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.atWarn()
          .addKeyValue("conversation", conversationId)
          .setCause(e)
          .log("The broker did not take a command");
      throw ProblemException.unavailable();
    }
  }
}
