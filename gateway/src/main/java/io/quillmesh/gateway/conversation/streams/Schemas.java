package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.ConversationIndexed;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnCancelled;
import io.quillmesh.schemas.TurnStarted;

/** The schemas that conversations need: asked for once, before the first record waits for them. */
final class Schemas {
  private Schemas() {}

  /**
   * Has the registry tell the ids of all of them.
   *
   * @throws io.quillmesh.schemas.RegistryUnavailableException if it does not
   */
  static void fetchIds(EventCodec codec) {
    codec.encode(Topics.COMMANDS, ClientCommand.newBuilder().build());
    codec.encode(Topics.TURNS, TurnStarted.newBuilder().build());
    codec.encode(Topics.CANCELLATIONS, TurnCancelled.newBuilder().build());
    codec.encode(Topics.INTENTS, IntentRecognized.newBuilder().build());
    codec.encode(Topics.CONTEXTS, ContextAnalyzed.newBuilder().build());
    codec.encode(Topics.ARTICLES, ArticleWritten.newBuilder().build());
    codec.encode(Topics.REPLIES, ReplyComposed.newBuilder().build());
    codec.encode(Topics.PHASES, PhaseDecided.newBuilder().build());
    codec.encode(Topics.CHUNKS, TextChunk.newBuilder().build());
    codec.encode(Topics.FAILURES, AgentFailed.newBuilder().build());
    codec.encode(Topics.INDEX, ConversationIndexed.newBuilder().build());
  }
}
