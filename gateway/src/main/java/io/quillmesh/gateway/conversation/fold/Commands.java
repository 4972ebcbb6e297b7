package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.agui.Notices;
import io.quillmesh.gateway.conversation.effects.EffectsBuilder;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.feedback.Feedback;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.turn.EndedTurns;
import io.quillmesh.gateway.conversation.turn.Turns;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.ClaimConversation;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EditArticle;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.GiveFeedback;
import io.quillmesh.schemas.RenameConversation;
import io.quillmesh.schemas.RestoreArticle;
import io.quillmesh.schemas.SubmitMessage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The clients' commands, and who may send them. */
final class Commands {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int MAX_TITLE = 200;

  private Commands() {}

  static void handle(EffectsBuilder effects, ClientCommand command) {
    if (!mayAsk(effects, command)) {
      reject(effects, command, null, "NOT_FOUND", "There is no such conversation.");
      return;
    }
    Object asked = command.getCommand();
    if (command.getRestore() != null) {
      asked = command.getRestore();
    } else if (command.getFeedback() != null) {
      asked = command.getFeedback();
    }
    switch (asked) {
      case SubmitMessage submit -> Messages.submit(effects, command, submit);
      case AbortTurn abort -> Messages.abort(effects, command, abort);
      case EditArticle edit -> Edits.edit(effects, command, edit);
      case RestoreArticle restore -> Restores.restore(effects, command, restore);
      case RenameConversation rename -> rename(effects, command, rename.getTitle());
      case EraseConversation _ -> erase(effects);
      case GiveFeedback feedback -> Judgements.give(effects, command, feedback);
      case ClaimConversation claim -> title(effects, claim.getTitle());
      case null, default -> rejectUnknown(effects, command);
    }
  }

  static void rejectUnknown(EffectsBuilder effects, ClientCommand command) {
    reject(
        effects,
        command,
        null,
        "UNKNOWN_COMMAND",
        "This version of the gateway does not know the command.");
  }

  /**
   * Of another person's conversation, an erased or an impossible one, nothing but the id is known.
   */
  private static boolean mayAsk(EffectsBuilder effects, ClientCommand command) {
    Owner owner = new Owner(command.getSubject(), command.getTenant());
    Header header = effects.headerIfAny();
    if (header != null) {
      return header.belongsTo(owner);
    }
    boolean claims =
        command.getCommand() instanceof ClaimConversation
            || command.getCommand() instanceof SubmitMessage;
    if (!claims || !isUuid(effects.conversationId()) || owner.subject().isEmpty()) {
      return false;
    }
    effects.claim(owner);
    return true;
  }

  private static void title(EffectsBuilder effects, @Nullable String title) {
    if (title != null && !title.isBlank()) {
      rename(effects, title);
    }
  }

  private static void rename(EffectsBuilder effects, ClientCommand command, String title) {
    if (title.isBlank() || title.length() > MAX_TITLE) {
      reject(
          effects,
          command,
          null,
          "BAD_TITLE",
          "A title has 1 to %d characters, not %d.".formatted(MAX_TITLE, title.length()));
      return;
    }
    rename(effects, title);
  }

  private static void rename(EffectsBuilder effects, String title) {
    Header renamed =
        effects.header().withTitle(title.strip(), Header.TitleSource.PERSON).touched(effects.now());
    effects.header(renamed);
    Index.update(effects);
  }

  private static void erase(EffectsBuilder effects) {
    RunningTurn turn = effects.turn();
    if (turn != null) {
      Turns.cancel(effects, turn, "ERASED");
    }
    EndedTurns.cancelAll(effects, "ERASED");
    Index.remove(effects, effects.header());
    Feedback.takeBackAll(effects);
    effects.erase();
    effects.header(Header.tombstone(effects.now()));
  }

  /**
   * The id of a command.
   *
   * @param done what it did, which tells it from others if it has no id
   */
  static String id(EffectsBuilder effects, ClientCommand command, String done) {
    return command.getEventId().isEmpty()
        ? EventIds.of(effects.conversationId(), done)
        : command.getEventId();
  }

  static void reject(
      EffectsBuilder effects,
      ClientCommand command,
      @Nullable String messageId,
      String code,
      String message) {
    effects.tell(command.getConnectionId(), Notices.rejected(messageId, code, message));
  }

  static boolean isUuid(String text) {
    return UUID.matcher(text).matches();
  }
}
