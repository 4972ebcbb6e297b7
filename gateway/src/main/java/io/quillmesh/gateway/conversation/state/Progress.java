package io.quillmesh.gateway.conversation.state;

import org.jspecify.annotations.Nullable;

/**
 * The only piece that every chunk rewrites, so it is small.
 *
 * @param epoch the epoch of the last frame, or of the first
 * @param nextSequence the number of the next frame, from 1
 * @param turnId the running turn; null when none runs
 * @param runId its id for clients; null when none runs
 */
public record Progress(
    String epoch,
    long nextSequence,
    @Nullable String turnId,
    @Nullable String runId,
    TextStream article,
    TextStream reply) {

  static final Progress NONE = startingIn("");

  public static Progress startingIn(String epoch) {
    return new Progress(
        epoch, 1, null, null, new TextStream.Unwritten(), new TextStream.Unwritten());
  }

  public TextStream text(Text text) {
    return switch (text) {
      case ARTICLE -> article;
      case REPLY -> reply;
    };
  }

  public Progress with(Text text, TextStream stream) {
    return switch (text) {
      case ARTICLE -> new Progress(epoch, nextSequence, turnId, runId, stream, reply);
      case REPLY -> new Progress(epoch, nextSequence, turnId, runId, article, stream);
    };
  }

  public Progress withTurn(Submission running) {
    return at(running.turnId(), running.runId());
  }

  public Progress withoutTurn() {
    return at(null, null);
  }

  private Progress at(@Nullable String turn, @Nullable String run) {
    return new Progress(
        epoch, nextSequence, turn, run, new TextStream.Unwritten(), new TextStream.Unwritten());
  }

  /** After one more frame, numbered in this epoch. */
  public Progress numbered(String inEpoch) {
    return new Progress(inEpoch, nextSequence + 1, turnId, runId, article, reply);
  }
}
