package io.quillmesh.gateway.conversation.streams;

import io.quillmesh.schemas.AgentFailed;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.ArticleWritten;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.ContextAnalyzed;
import io.quillmesh.schemas.ConversationIndexed;
import io.quillmesh.schemas.EventCodec;
import io.quillmesh.schemas.IntentRecognized;
import io.quillmesh.schemas.PhaseDecided;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Topic;
import io.quillmesh.schemas.Topics;
import io.quillmesh.schemas.TurnCancelled;
import io.quillmesh.schemas.TurnStarted;
import org.apache.avro.specific.SpecificRecord;

/** The schemas that conversations need, fetched once before the first record needs them. */
public final class Schemas {
  private Schemas() {}

  /**
   * Fetches the ids of all of them from the registry.
   *
   * @throws io.quillmesh.schemas.RegistryUnavailableException if it does not
   */
  public static void fetchIds(EventCodec codec) {
    fetch(codec, Topics.COMMANDS, ClientCommand.newBuilder().build());
    fetch(codec, Topics.TURNS, TurnStarted.newBuilder().build());
    fetch(codec, Topics.CANCELLATIONS, TurnCancelled.newBuilder().build());
    fetch(codec, Topics.INTENTS, IntentRecognized.newBuilder().build());
    fetch(codec, Topics.CONTEXTS, ContextAnalyzed.newBuilder().build());
    fetch(codec, Topics.ARTICLES, ArticleWritten.newBuilder().build());
    fetch(codec, Topics.REQUESTS, AgentRequested.newBuilder().build());
    fetch(codec, Topics.REPLIES, ReplyComposed.newBuilder().build());
    fetch(codec, Topics.PHASES, PhaseDecided.newBuilder().build());
    fetch(codec, Topics.CHUNKS, TextChunk.newBuilder().build());
    fetch(codec, Topics.FAILURES, AgentFailed.newBuilder().build());
    fetch(codec, Topics.INDEX, ConversationIndexed.newBuilder().build());
  }

  /** Writing and reading make different requests, and each has its own cache. */
  private static <T extends SpecificRecord> void fetch(EventCodec codec, Topic<T> topic, T event) {
    codec.decode(topic, codec.encode(topic, event));
  }
}
