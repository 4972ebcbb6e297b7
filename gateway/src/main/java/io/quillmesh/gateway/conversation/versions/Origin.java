package io.quillmesh.gateway.conversation.versions;

import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.schemas.AgentCall;
import org.jspecify.annotations.Nullable;

/**
 * How an agent came to write a version.
 *
 * @param model null when it is not known, because the work was stopped
 * @param promptVariant null when there was only one
 * @param runId the turn's id for clients
 * @param messageId the message that led to it
 * @param message the beginning of that message
 */
public record Origin(
    String agent,
    @Nullable String model,
    @Nullable String promptHash,
    @Nullable String promptVariant,
    String runId,
    String messageId,
    String message) {
  /** Of the message, in UTF-16 units. */
  private static final int MAX_MESSAGE = 200;

  /**
   * Of a text of the running turn.
   *
   * @param call null when the work was stopped
   */
  public static Origin of(RunningTurn turn, String agent, @Nullable AgentCall call) {
    Submission asked = turn.asked().submission();
    return new Origin(
        agent,
        call == null ? null : known(call.getModel()),
        call == null ? null : known(call.getPromptHash()),
        call == null ? null : known(call.getPromptVariant()),
        turn.runId(),
        asked.messageId(),
        beginning(asked.message()));
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
