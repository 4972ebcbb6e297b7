package io.quillmesh.endtoend.reliability;

import io.quillmesh.endtoend.client.Conversation;
import io.quillmesh.endtoend.client.Frame;
import io.quillmesh.endtoend.client.Run;
import io.quillmesh.endtoend.client.SharedState;
import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of one message.
 *
 * @param conversation its conversation
 * @param end how it ended
 * @param detail what is wrong, if anything
 * @param beganAt by {@link System#nanoTime()}
 * @param took from the message to its end
 */
record Turn(String conversation, End end, String detail, long beganAt, Duration took) {

  /** How a turn may end. */
  enum End {
    /** Article and reply are about what was asked for, and no agent failed. */
    GOOD,
    /** An agent failed, the client was told which, and got the rest. */
    DEGRADED,
    /** {@code RUN_ERROR}. */
    FAILED,
    /** It had no end. */
    LOST,
    /** It had an end with the wrong content: another's text, or not the streamed text. */
    WRONG
  }

  static Turn lost(Conversation conversation, String why, long beganAt) {
    return of(conversation, End.LOST, why, beganAt);
  }

  static Turn of(Conversation conversation, String place, Run run, long beganAt) {
    String article = SharedState.after(conversation.frames()).at("/article/markdown").asString("");
    if (run.frames().isEmpty()) {
      // It ended while the client was away, and its frames have another epoch. The state shows it.
      return of(conversation, article.contains(place) ? End.GOOD : End.DEGRADED, "unseen", beganAt);
    }
    Optional<Frame> failure = run.all("SUBAGENT_ERROR").stream().findFirst();
    if (!run.succeeded()) {
      return of(conversation, End.FAILED, run.end().line(), beganAt);
    }
    if (failure.isPresent()) {
      return of(conversation, End.DEGRADED, failure.get().line(), beganAt);
    }
    if (!run.article().equals(article) || !article.contains(place)) {
      return of(
          conversation,
          End.WRONG,
          "streamed %s, kept %s".formatted(run.article(), article),
          beganAt);
    }
    return run.reply().contains(place)
        ? of(conversation, End.GOOD, "", beganAt)
        : of(conversation, End.WRONG, "the reply is " + run.reply(), beganAt);
  }

  private static Turn of(Conversation conversation, End end, String detail, long beganAt) {
    return new Turn(
        conversation.id(), end, detail, beganAt, Duration.ofNanos(System.nanoTime() - beganAt));
  }

  boolean isGood() {
    return end == End.GOOD;
  }
}
