package io.quillmesh.gateway.conversation.versions;

import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.gateway.conversation.text.Work;
import org.jspecify.annotations.Nullable;

/**
 * How an agent came to write a version.
 *
 * @param work what it took
 * @param runId the turn's id for clients
 * @param messageId the message that led to it
 * @param message the beginning of that message
 */
public record Origin(Work work, String runId, String messageId, String message) {
  /** Of the message, in UTF-16 units. */
  private static final int MAX_MESSAGE = 200;

  /** Of a text of a turn. */
  public static Origin of(RunningTurn turn, Work work) {
    Submission asked = turn.asked().submission();
    return new Origin(work, turn.runId(), asked.messageId(), beginning(asked.message()));
  }

  String agent() {
    return work.agent();
  }

  /** Null when it is not known, because the work was stopped. */
  @Nullable String model() {
    return known(work.model());
  }

  /** Null when it is not known, because the work was stopped. */
  @Nullable String promptHash() {
    return known(work.promptHash());
  }

  /** Null when there was only one. */
  @Nullable String promptVariant() {
    return known(work.promptVariant());
  }

  private static @Nullable String known(String value) {
    return value.isEmpty() ? null : value;
  }

  private static String beginning(String message) {
    if (message.length() <= MAX_MESSAGE) {
      return message;
    }
    boolean cutsPair = Character.isHighSurrogate(message.charAt(MAX_MESSAGE - 1));
    return message.substring(0, cutsPair ? MAX_MESSAGE - 1 : MAX_MESSAGE);
  }
}
