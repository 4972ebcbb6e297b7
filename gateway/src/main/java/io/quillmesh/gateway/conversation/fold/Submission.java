package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.SubmitMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that a person sent, and the connection that hears what becomes of it. */
record Submission(
    String turnId,
    String messageId,
    String message,
    @Nullable String choiceId,
    @Nullable String language,
    @Nullable String connectionId) {

  static Submission of(ClientCommand command, SubmitMessage submit) {
    return new Submission(
        submit.getTurnId(),
        submit.getMessageId(),
        submit.getMessage(),
        submit.getChoiceId(),
        submit.getLanguage(),
        command.getConnectionId());
  }

  /** Messages that wait for the running turn to end, in order. */
  record Queue(List<Submission> waiting) {
    static final Queue EMPTY = new Queue(List.of());

    Queue with(Submission submission) {
      List<Submission> more = new ArrayList<>(waiting);
      more.add(submission);
      return new Queue(more);
    }

    Queue without(Submission submission) {
      return new Queue(waiting.stream().filter(other -> !other.equals(submission)).toList());
    }
  }
}
