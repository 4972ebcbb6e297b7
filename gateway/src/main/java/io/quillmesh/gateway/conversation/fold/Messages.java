package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.Notices;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.history.BeforeTurn;
import io.quillmesh.gateway.conversation.passage.Selections;
import io.quillmesh.gateway.conversation.state.Keys;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.state.Submission;
import io.quillmesh.gateway.conversation.turn.EndedTurns;
import io.quillmesh.gateway.conversation.turn.Turns;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.Budgets;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.SubmitMessage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A person's messages: one message id is one turn, and one turn runs at a time. */
final class Messages {
  /** Added to the fingerprint of a message whose turn was replaced. */
  private static final String REPLACED = "/replaced";

  private Messages() {}

  static void submit(EffectsBuilder effects, ClientCommand command, SubmitMessage submit) {
    Submission submission = Submission.of(command, submit);
    if (effects.has(Keys.messageId(effects.conversationId(), submit.getMessageId()))) {
      answerRepeat(effects, command, submit, submission);
    } else if (isGood(effects, command, submit)) {
      take(effects, command, submit, submission);
    }
  }

  private static void take(
      EffectsBuilder effects, ClientCommand command, SubmitMessage submit, Submission submission) {
    if (submission.replaces() != null) {
      replace(effects, command, submit, submission);
    } else if (fits(effects, command, submit, Selections.misfit(effects, submission.selected()))) {
      if (effects.turn() == null) {
        take(effects, submission);
        Turns.start(effects, submission);
      } else {
        whileBusy(effects, command, submit, submission);
      }
    }
  }

  private static void replace(
      EffectsBuilder effects, ClientCommand command, SubmitMessage submit, Submission submission) {
    String replaced = submit.getReplaces();
    BeforeTurn last = BeforeTurn.of(effects);
    if (effects.turn() != null) {
      reject(
          effects,
          command,
          submit,
          "NOT_REPLACEABLE",
          "A turn is running. Wait for its end, or stop it, and then replace its message.");
    } else if (last == null || !last.asked().messageId().equals(replaced)) {
      reject(
          effects,
          command,
          submit,
          "NOT_REPLACEABLE",
          "Only the last message can be replaced, and \"replaces\" names another one. See what"
              + " was said since, or send the message without \"replaces\".");
    } else if (fits(
        effects,
        command,
        submit,
        Selections.misfit(effects, last.baseline().article(), submission.selected()))) {
      take(effects, submission);
      String key = Keys.messageId(effects.conversationId(), replaced);
      effects.put(key, effects.read(key, String.class) + REPLACED);
      Replacing.start(effects, submission, last);
    }
  }

  private static void whileBusy(
      EffectsBuilder effects, ClientCommand command, SubmitMessage submit, Submission submission) {
    switch (submit.getWhenBusy()) {
      case REJECT ->
          reject(
              effects, command, submit, "BUSY", "A turn is running. Wait for its end, or stop it.");
      case INTERRUPT -> {
        RunningTurn running = effects.turn();
        take(effects, submission);
        if (running != null) {
          Turns.cancel(effects, running, "INTERRUPTED");
        }
        Turns.start(effects, submission);
      }
      case ENQUEUE, UNKNOWN -> {
        if (effects.queue().waiting().size() >= effects.settings().queuedMessages()) {
          reject(
              effects,
              command,
              submit,
              "QUEUE_FULL",
              "%d messages wait already. Wait for the running turn to end, or stop it."
                  .formatted(effects.settings().queuedMessages()));
        } else {
          take(effects, submission);
          effects.queue(effects.queue().with(submission));
          tellQueued(effects, submission);
        }
      }
    }
  }

  /** From now on the ids are known, so a repeat is recognized. */
  private static void take(EffectsBuilder effects, Submission submission) {
    String id = effects.conversationId();
    effects.put(Keys.messageId(id, submission.messageId()), fingerprint(submission));
    effects.put(Keys.turnId(id, submission.turnId()), submission.messageId());
  }

  /** Nothing happens twice. A client that repeats a waiting message is told again that it waits. */
  private static void answerRepeat(
      EffectsBuilder effects, ClientCommand command, SubmitMessage submit, Submission repeat) {
    String key = Keys.messageId(effects.conversationId(), repeat.messageId());
    String known = effects.read(key, String.class);
    if ((fingerprint(repeat) + REPLACED).equals(known)) {
      reject(
          effects,
          command,
          submit,
          "REPLACED",
          "The message was answered, and another one has come in its place. Send it under a new id"
              + " to ask it again.");
      return;
    }
    if (!fingerprint(repeat).equals(known)) {
      reject(
          effects,
          command,
          submit,
          "MESSAGE_ID_REUSED",
          "A message of this id was sent before, with another text. Send this one under a new id.");
      return;
    }
    effects.queue().waiting().stream()
        .filter(waiting -> waiting.messageId().equals(repeat.messageId()))
        .forEach(waiting -> effects.tell(repeat.connectionId(), queued(effects.queue(), waiting)));
  }

  /** Tells a repeat from another message with the same id. */
  private static String fingerprint(Submission submission) {
    return EventIds.of(
        submission.message(),
        submission.selected() == null ? "text" : "text about " + submission.selected());
  }

  private static void tellQueued(EffectsBuilder effects, Submission submission) {
    effects.tell(submission.connectionId(), queued(effects.queue(), submission));
  }

  private static AgUiEvent.Custom queued(Submission.Queue queue, Submission submission) {
    return Notices.queued(
        submission.messageId(), submission.runId(), queue.waiting().indexOf(submission) + 1);
  }

  private static boolean isGood(
      EffectsBuilder effects, ClientCommand command, SubmitMessage submit) {
    int bytes = submit.getMessage().getBytes(StandardCharsets.UTF_8).length;
    if (!Commands.isUuid(submit.getTurnId())) {
      reject(effects, command, submit, "BAD_RUN_ID", "A turn's id is a UUID.");
    } else if (effects.has(Keys.turnId(effects.conversationId(), submit.getTurnId()))) {
      reject(effects, command, submit, "BAD_RUN_ID", "The runId belongs to another message.");
    } else if (submit.getMessageId().isEmpty()) {
      reject(effects, command, submit, "BAD_MESSAGE", "A message needs an id.");
    } else if (submit.getMessage().isBlank()) {
      reject(effects, command, submit, "MESSAGE_EMPTY", "There is no text in the message.");
    } else if (bytes > Budgets.MESSAGE) {
      reject(
          effects,
          command,
          submit,
          "MESSAGE_TOO_LARGE",
          "A message has at most %d bytes in UTF-8, not %d.".formatted(Budgets.MESSAGE, bytes));
    } else {
      return true;
    }
    return false;
  }

  /** A selection is checked again when its turn begins. */
  private static boolean fits(
      EffectsBuilder effects,
      ClientCommand command,
      SubmitMessage submit,
      Selections.@Nullable Misfit misfit) {
    if (misfit != null) {
      reject(effects, command, submit, misfit.code(), misfit.message());
    }
    return misfit == null;
  }

  static void abort(EffectsBuilder effects, ClientCommand command, AbortTurn abort) {
    RunningTurn running = effects.turn();
    if (running != null && isMeant(abort, running.asked().submission())) {
      Turns.cancel(effects, running, "CLIENT_ABORT");
      EndedTurns.cancelAll(effects, "CLIENT_ABORT");
      Turns.startNext(effects);
      return;
    }
    if (effects.ended().turns().stream().anyMatch(it -> isMeant(abort, it.asked().submission()))) {
      EndedTurns.cancelAll(effects, "CLIENT_ABORT");
      return;
    }
    effects.queue().waiting().stream()
        .filter(waiting -> isMeant(abort, waiting))
        .findFirst()
        .ifPresentOrElse(
            waiting -> takeBack(effects, command, waiting),
            () ->
                Commands.reject(
                    effects,
                    command,
                    abort.getMessageId(),
                    "NOT_RUNNING",
                    "There is no such turn to stop."));
  }

  /**
   * Its sender may have connected again since, so whoever takes the message back is told as well.
   */
  private static void takeBack(EffectsBuilder effects, ClientCommand command, Submission waiting) {
    effects.queue(effects.queue().without(waiting));
    AgUiEvent.Custom aborted =
        Notices.rejected(waiting.messageId(), "ABORTED", "The message was taken back.");
    effects.tell(waiting.connectionId(), aborted);
    if (!Objects.equals(command.getConnectionId(), waiting.connectionId())) {
      effects.tell(command.getConnectionId(), aborted);
    }
  }

  private static boolean isMeant(AbortTurn abort, Submission submission) {
    return abort.getTurnId() != null
        ? abort.getTurnId().equals(submission.turnId())
        : submission.messageId().equals(abort.getMessageId());
  }

  private static void reject(
      EffectsBuilder effects,
      ClientCommand command,
      SubmitMessage submit,
      String code,
      String message) {
    Commands.reject(effects, command, submit.getMessageId(), code, message);
  }
}
