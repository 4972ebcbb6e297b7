package io.quillmesh.agent;

import io.quillmesh.schemas.AgentCall;
import java.time.Instant;

/**
 * What an agent has at hand while it works on one record. Time-outs, retries with back-off, the
 * fallback model and cancellation are inside; the agent sees an answer or an exception.
 */
public interface AgentContext {

  /**
   * Asks the model for JSON that fits a schema. A misfit is sent back once for repair.
   *
   * @throws AgentException if the model fails for good, or its answer still does not fit
   * @throws TurnCancelledException if the turn was cancelled meanwhile
   */
  <T> T ask(ModelRequest request, OutputSchema<T> schema);

  /**
   * Asks the model for text and publishes it as it comes, in {@code TextChunk}s.
   *
   * @return the whole text and the stream that it came in
   * @throws AgentException if the model fails for good
   * @throws TurnCancelledException if the turn was cancelled meanwhile
   */
  default StreamedText write(ModelRequest request) {
    return write(request, TextShape.NONE);
  }

  /**
   * Asks the model for text, shapes it and publishes it as it comes, in {@code TextChunk}s.
   *
   * @return the whole text, as it was published, and the stream that it came in
   * @throws AgentException if the model fails for good
   * @throws TurnCancelledException if the turn was cancelled meanwhile
   */
  StreamedText write(ModelRequest request, TextShape shape);

  /**
   * Asks the model to go on with a text that was cut off. The stream, and the text that is
   * returned, begin with what is there already.
   *
   * @param begun the text so far
   * @throws AgentException if the model fails for good
   * @throws TurnCancelledException if the turn was cancelled meanwhile
   */
  StreamedText resume(ModelRequest request, String begun);

  /** The model calls for this record so far, for the result. */
  AgentCall call();

  /** The result's id, the same for every repeat of this work. */
  String eventId();

  /** The present time. */
  Instant now();

  /**
   * A text that was streamed.
   *
   * @param streamId random, one for every model call
   * @param text the whole text
   * @param unfinished whether a token limit cut it off before its end
   */
  record StreamedText(String streamId, String text, boolean unfinished) {}
}
