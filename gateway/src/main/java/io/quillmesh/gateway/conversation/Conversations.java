package io.quillmesh.gateway.conversation;

import io.quillmesh.schemas.ClientCommand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The conversations whose partitions this instance owns, as the edge sees them. Safe for use by
 * many threads; no call waits for a client.
 */
public interface Conversations {

  /**
   * Hands a command to the conversation.
   *
   * @return done when the broker has acknowledged it; failed when it did not
   */
  CompletionStage<Void> submit(ClientCommand command);

  /**
   * Shows a conversation to a client: first what it must know to catch up, then every frame as it
   * comes, in order, none twice and none left out. An unknown conversation is claimed for the owner
   * first.
   *
   * @param after the last frame that the client has seen; null when it has seen none
   * @param connectionId what commands of this client bear, so that it gets their notices
   */
  CompletionStage<AttachResult> attach(
      String conversationId,
      Owner owner,
      String connectionId,
      @Nullable Cursor after,
      FrameListener listener);

  /**
   * Whether the owner has such a conversation.
   *
   * @throws HostUnavailableException if its partition is not here just now
   */
  boolean exists(String conversationId, Owner owner);

  /**
   * How a conversation stands, as the frames that a new client would get; empty when not the
   * owner's.
   *
   * @throws HostUnavailableException if its partition is not here just now
   */
  Optional<Snapshot> snapshot(String conversationId, Owner owner);

  /**
   * The run that a frame belongs to; empty when the owner has no such frame, or it is not kept any
   * more.
   *
   * @throws HostUnavailableException if its partition is not here just now
   */
  Optional<RunPlace> place(String conversationId, Owner owner, Cursor frame);

  /**
   * The turns in whose place others have come, the newest first; empty when not the owner's.
   *
   * @throws HostUnavailableException if its partition is not here just now
   */
  Optional<List<ReplacedTurn>> replaced(String conversationId, Owner owner);

  /**
   * A part of the owner's conversations that have begun, the most recent first.
   *
   * @throws HostUnavailableException if the list is not here just now
   */
  ConversationPage list(Owner owner, ConversationPage.Query query);

  /** Where a conversation is. It may be elsewhere a moment later. */
  Location locate(String conversationId);

  /** Where the owner's list of conversations is. */
  Location locateList(Owner owner);

  /** An id for a new conversation, which will be here if anything is. */
  String newId();

  /** Whether all partitions that fell to this instance are ready to be read. */
  boolean isReady();
}
