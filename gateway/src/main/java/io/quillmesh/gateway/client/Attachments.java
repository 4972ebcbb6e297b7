package io.quillmesh.gateway.client;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.conversation.AttachResult;
import io.quillmesh.gateway.conversation.Conversations;
import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.FrameListener;
import io.quillmesh.gateway.conversation.HostUnavailableException;
import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.limits.NewConversations;
import io.quillmesh.gateway.limits.Refusal;
import io.quillmesh.gateway.peer.Visitor;
import io.quillmesh.gateway.protocol.Ids;
import io.quillmesh.gateway.protocol.ThreadId;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Attaches clients to conversations, and begins new ones within the limits. */
@Component
public class Attachments {
  private static final Logger log = LoggerFactory.getLogger(Attachments.class);

  private final Conversations conversations;
  private final NewConversations newConversations;
  private final Duration patience;

  Attachments(
      Conversations conversations, NewConversations newConversations, EdgeProperties settings) {
    this.conversations = conversations;
    this.newConversations = newConversations;
    this.patience = settings.times().answer();
  }

  /** The result of attaching. */
  public sealed interface Outcome {
    /** Frames come from now on. */
    record Attached(Runnable detach) implements Outcome {}

    /** The owner has no such conversation. */
    record NotFound() implements Outcome {}

    /** No instance hosts it at the moment. */
    record HostUnavailable() implements Outcome {}

    /** A defect; it is logged. */
    record Failed() implements Outcome {}

    /** It would be a new conversation, and a limit forbids one. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * Attaches and waits for the result: call it on a virtual thread. Watching an unknown UUID claims
   * it. A name of the client's own is claimed by its first run.
   *
   * @param runs whether the client sends a message and does not only watch
   */
  public Outcome attach(
      ThreadId thread,
      boolean runs,
      Owner owner,
      Visitor visitor,
      String connectionId,
      @Nullable Cursor after,
      FrameListener listener)
      throws InterruptedException {
    String conversationId = thread.conversationId();
    try {
      // An attachment does not say whether the conversation is new. A conversation of another owner
      // counts as new.
      if (!conversations.exists(conversationId, owner)) {
        if (!runs && !Ids.isUuid(thread.asSent())) {
          return new Outcome.NotFound();
        }
        var refusal = newConversations.tryBegin(owner.subject(), visitor);
        if (refusal.isPresent()) {
          return new Outcome.Refused(refusal.get());
        }
      }
    } catch (HostUnavailableException e) {
      return new Outcome.HostUnavailable();
    }
    var attached =
        conversations
            .attach(conversationId, owner, connectionId, after, listener)
            .toCompletableFuture();
    try {
      return switch (attached.get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        case AttachResult.Attached(Runnable detach) -> new Outcome.Attached(detach);
        case AttachResult.NotFound() -> new Outcome.NotFound();
        case AttachResult.HostUnavailable() -> new Outcome.HostUnavailable();
      };
    } catch (ExecutionException e) {
      log.atError().addKeyValue("conversation", conversationId).setCause(e).log("Attaching failed");
      return new Outcome.Failed();
    } catch (TimeoutException e) {
      log.atWarn().addKeyValue("conversation", conversationId).log("Attaching takes too long");
      // If it succeeds later, the client is already gone.
      var _ =
          attached.thenAccept(late -> {
            if (late instanceof AttachResult.Attached(Runnable detach)) {
              detach.run();
            }
          });
      return new Outcome.HostUnavailable();
    }
  }
}
