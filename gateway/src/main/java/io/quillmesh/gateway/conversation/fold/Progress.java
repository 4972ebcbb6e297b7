package io.quillmesh.gateway.conversation.fold;

import org.jspecify.annotations.Nullable;

/**
 * The one piece that every chunk rewrites, so it is small.
 *
 * @param epoch who numbered the last frame, or will number the first
 * @param nextSequence the number of the next frame, from 1
 * @param turnId the running turn; null when none runs
 */
record Progress(
    String epoch,
    long nextSequence,
    @Nullable String turnId,
    TextStream article,
    TextStream reply) {

  static final Progress NONE = startingIn("");

  static Progress startingIn(String epoch) {
    return new Progress(epoch, 1, null, new TextStream.Unwritten(), new TextStream.Unwritten());
  }

  TextStream text(Text text) {
    return switch (text) {
      case ARTICLE -> article;
      case REPLY -> reply;
    };
  }

  Progress with(Text text, TextStream stream) {
    return switch (text) {
      case ARTICLE -> new Progress(epoch, nextSequence, turnId, stream, reply);
      case REPLY -> new Progress(epoch, nextSequence, turnId, article, stream);
    };
  }

  Progress withTurn(@Nullable String running) {
    return new Progress(
        epoch, nextSequence, running, new TextStream.Unwritten(), new TextStream.Unwritten());
  }

  /** After one more frame, numbered in this epoch. */
  Progress numbered(String inEpoch) {
    return new Progress(inEpoch, nextSequence + 1, turnId, article, reply);
  }
}
