package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.Notices;
import io.quillmesh.gateway.conversation.effects.Work;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.gateway.conversation.turn.Turns;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.SubmitMessage;
import java.nio.charset.StandardCharsets;

/** Messages of a person: one id is one turn, and one turn runs at a time. */
final class Messages {
  private static final int MAX_BYTES = 16 * 1024;

  private Messages() {}

  static void submit(Work work, ClientCommand command, SubmitMessage submit) {
    Submission submission = Submission.of(command, submit);
    if (work.has(Keys.messageId(work.conversationId(), submit.getMessageId()))) {
      answerRepeat(work, command, submit, submission);
    } else if (isGood(work, command, submit)) {
      if (work.turn() == null) {
        take(work, submission);
        Turns.start(work, submission);
      } else {
        whileBusy(work, command, submit, submission);
      }
    }
  }

  private static void whileBusy(
      Work work, ClientCommand command, SubmitMessage submit, Submission submission) {
    switch (submit.getWhenBusy()) {
      case REJECT ->
          reject(work, command, submit, "BUSY", "A turn is running. Wait for its end, or stop it.");
      case INTERRUPT -> {
        RunningTurn running = work.turn();
        take(work, submission);
        if (running != null) {
          Turns.cancel(work, running, "INTERRUPTED");
        }
        Turns.start(work, submission);
      }
      case ENQUEUE, UNKNOWN -> {
        if (work.queue().waiting().size() >= work.settings().queuedMessages()) {
          reject(
              work,
              command,
              submit,
              "QUEUE_FULL",
              "%d messages wait already. Wait for the running turn to end, or stop it."
                  .formatted(work.settings().queuedMessages()));
        } else {
          take(work, submission);
          work.queue(work.queue().with(submission));
          tellQueued(work, submission);
        }
      }
    }
  }

  /** From here on the ids are known, and a repeat is one. */
  private static void take(Work work, Submission submission) {
    String id = work.conversationId();
    work.put(Keys.messageId(id, submission.messageId()), fingerprint(submission));
    work.put(Keys.turnId(id, submission.turnId()), submission.messageId());
  }

  /** Nothing happens twice; who asks again while the message waits is told so again. */
  private static void answerRepeat(
      Work work, ClientCommand command, SubmitMessage submit, Submission repeat) {
    String key = Keys.messageId(work.conversationId(), repeat.messageId());
    if (!fingerprint(repeat).equals(work.read(key, String.class))) {
      reject(
          work,
          command,
          submit,
          "MESSAGE_ID_REUSED",
          "A message of this id was sent before, with another text. Send this one under a new id.");
      return;
    }
    work.queue().waiting().stream()
        .filter(waiting -> waiting.messageId().equals(repeat.messageId()))
        .forEach(waiting -> work.tell(repeat.connectionId(), queued(work.queue(), waiting)));
  }

  /** Enough to tell a repeat from another message under the same id. */
  private static String fingerprint(Submission submission) {
    return EventIds.of(submission.message(), "text");
  }

  private static void tellQueued(Work work, Submission submission) {
    work.tell(submission.connectionId(), queued(work.queue(), submission));
  }

  private static AgUiEvent.Custom queued(Submission.Queue queue, Submission submission) {
    return Notices.queued(
        submission.messageId(), submission.runId(), queue.waiting().indexOf(submission) + 1);
  }

  private static boolean isGood(Work work, ClientCommand command, SubmitMessage submit) {
    int bytes = submit.getMessage().getBytes(StandardCharsets.UTF_8).length;
    if (!Commands.isUuid(submit.getTurnId())) {
      reject(work, command, submit, "BAD_RUN_ID", "A turn's id is a UUID.");
    } else if (work.has(Keys.turnId(work.conversationId(), submit.getTurnId()))) {
      reject(work, command, submit, "BAD_RUN_ID", "The runId belongs to another message.");
    } else if (submit.getMessageId().isEmpty()) {
      reject(work, command, submit, "BAD_MESSAGE", "A message needs an id.");
    } else if (submit.getMessage().isBlank()) {
      reject(work, command, submit, "BAD_MESSAGE", "The message is empty.");
    } else if (bytes > MAX_BYTES) {
      reject(
          work,
          command,
          submit,
          "MESSAGE_TOO_LARGE",
          "A message has at most %d bytes in UTF-8, not %d.".formatted(MAX_BYTES, bytes));
    } else {
      return true;
    }
    return false;
  }

  static void abort(Work work, ClientCommand command, AbortTurn abort) {
    RunningTurn running = work.turn();
    if (running != null && isMeant(abort, running.submission())) {
      Turns.cancel(work, running, "CLIENT_ABORT");
      Turns.startNext(work);
      return;
    }
    work.queue().waiting().stream()
        .filter(waiting -> isMeant(abort, waiting))
        .findFirst()
        .ifPresentOrElse(
            waiting -> takeBack(work, waiting),
            () ->
                Commands.reject(
                    work, command, null, "NOT_RUNNING", "There is no such turn to stop."));
  }

  private static void takeBack(Work work, Submission waiting) {
    work.queue(work.queue().without(waiting));
    work.tell(
        waiting.connectionId(),
        Notices.rejected(waiting.messageId(), "ABORTED", "The message was taken back."));
  }

  private static boolean isMeant(AbortTurn abort, Submission submission) {
    return abort.getTurnId() != null
        ? abort.getTurnId().equals(submission.turnId())
        : submission.messageId().equals(abort.getMessageId());
  }

  private static void reject(
      Work work, ClientCommand command, SubmitMessage submit, String code, String message) {
    Commands.reject(work, command, submit.getMessageId(), code, message);
  }
}
