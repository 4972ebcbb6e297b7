package io.quillmesh.agent.chunk;

import io.quillmesh.agent.AgentException;
import io.quillmesh.agent.FailureCode;
import io.quillmesh.agent.model.TextSink;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.TextChunk;
import io.quillmesh.schemas.Turn;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the text of one turn's agent while it is written. Every model call is a stream of its
 * own. A chunk that cannot be written ends its stream early and not the turn: the result holds the
 * whole text.
 */
public final class ChunkStream implements TextSink {
  private static final Logger log = LoggerFactory.getLogger(ChunkStream.class);

  private final ChunkSink chunks;
  private final String agent;
  private final Turn turn;

  private volatile String streamId = "";
  private Chunker chunker = new Chunker();
  private volatile boolean broken;
  private int bytes;

  /**
   * @param agent who writes
   * @param turn what it writes for
   */
  public ChunkStream(ChunkSink chunks, String agent, Turn turn) {
    this.chunks = chunks;
    this.agent = agent;
    this.turn = turn;
  }

  @Override
  public void begin() {
    streamId = UUID.randomUUID().toString();
    chunker = new Chunker();
    broken = false;
    bytes = 0;
  }

  @Override
  public void append(String piece) {
    bytes += piece.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Budgets.ARTICLE) {
      throw new AgentException(
          FailureCode.MODEL_ANSWER_INVALID,
          "The text is longer than " + Budgets.ARTICLE + " bytes; ask for a shorter one",
          null);
    }
    send(chunker.append(piece));
  }

  @Override
  public void thinking(String thought) {
    if (!broken) {
      // A sign of thinking may get lost.
      var _ = chunks.offer(event(new Chunker.Chunk(0, ""), true, thought));
    }
  }

  /** Sends what is left. Does not wait for the broker: the result holds the whole text. */
  public void end() {
    send(chunker.end());
  }

  /** The stream of the last model call. */
  public String streamId() {
    return streamId;
  }

  private void send(Chunker.@Nullable Chunk chunk) {
    if (chunk == null || broken) {
      return;
    }
    String stream = streamId;
    var _ =
        chunks.offer(event(chunk, false, "")).whenComplete((_, failure) -> check(stream, failure));
  }

  private TextChunk event(Chunker.Chunk chunk, boolean thinking, String thought) {
    return TextChunk.newBuilder()
        .setConversationId(turn.getConversationId())
        .setTurnId(turn.getTurnId())
        .setAgent(agent)
        .setStreamId(streamId)
        .setOffset(chunk.offset())
        .setText(chunk.text())
        .setThinking(thinking)
        .setThought(thought)
        .build();
  }

  private void check(String stream, @Nullable Throwable failure) {
    if (failure == null || !stream.equals(streamId) || broken) {
      return;
    }
    broken = true;
    log.atWarn()
        .addKeyValue("turnId", turn.getTurnId())
        .addKeyValue("streamId", stream)
        .addKeyValue("reason", failure.toString())
        .log("A chunk was not written; the text will come with the result");
  }
}
