package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.gateway.conversation.agui.Notices;
import io.quillmesh.gateway.conversation.effects.Index;
import io.quillmesh.gateway.conversation.effects.Work;
import io.quillmesh.gateway.conversation.state.Header;
import io.quillmesh.gateway.conversation.state.RunningTurn;
import io.quillmesh.gateway.conversation.turn.Turns;
import io.quillmesh.schemas.AbortTurn;
import io.quillmesh.schemas.ClaimConversation;
import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EditArticle;
import io.quillmesh.schemas.EraseConversation;
import io.quillmesh.schemas.RenameConversation;
import io.quillmesh.schemas.SubmitMessage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What clients ask for, and who may. */
final class Commands {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int MAX_TITLE = 200;

  private Commands() {}

  static void handle(Work work, ClientCommand command) {
    if (!mayAsk(work, command)) {
      reject(work, command, null, "NOT_FOUND", "There is no such conversation.");
      return;
    }
    switch (command.getCommand()) {
      case SubmitMessage submit -> Messages.submit(work, command, submit);
      case AbortTurn abort -> Messages.abort(work, command, abort);
      case EditArticle edit -> Edits.edit(work, command, edit);
      case RenameConversation rename -> rename(work, command, rename.getTitle());
      case EraseConversation _ -> erase(work);
      case ClaimConversation claim -> title(work, claim.getTitle());
      case null, default ->
          reject(
              work,
              command,
              null,
              "UNKNOWN_COMMAND",
              "This version of the gateway does not know the command.");
    }
  }

  /** An id is as much as there is to know of another's, an erased or an impossible conversation. */
  private static boolean mayAsk(Work work, ClientCommand command) {
    Owner owner = new Owner(command.getSubject(), command.getTenant());
    Header header = work.headerIfAny();
    if (header != null) {
      return header.belongsTo(owner);
    }
    boolean claims =
        command.getCommand() instanceof ClaimConversation
            || command.getCommand() instanceof SubmitMessage;
    if (!claims || !isUuid(work.conversationId()) || owner.subject().isEmpty()) {
      return false;
    }
    work.claim(owner);
    return true;
  }

  private static void title(Work work, @Nullable String title) {
    if (title != null && !title.isBlank()) {
      rename(work, title);
    }
  }

  private static void rename(Work work, ClientCommand command, String title) {
    if (title.isBlank() || title.length() > MAX_TITLE) {
      reject(
          work,
          command,
          null,
          "BAD_TITLE",
          "A title has 1 to %d characters, not %d.".formatted(MAX_TITLE, title.length()));
      return;
    }
    rename(work, title);
  }

  private static void rename(Work work, String title) {
    Header renamed =
        work.header().withTitle(title.strip(), Header.TitleSource.PERSON).touched(work.now());
    work.header(renamed);
    Index.update(work);
  }

  private static void erase(Work work) {
    RunningTurn turn = work.turn();
    if (turn != null) {
      Turns.cancel(work, turn, "ERASED");
    }
    Index.remove(work, work.header());
    work.erase();
    work.header(Header.tombstone(work.now()));
  }

  static void reject(
      Work work, ClientCommand command, @Nullable String messageId, String code, String message) {
    work.tell(command.getConnectionId(), Notices.rejected(messageId, code, message));
  }

  static boolean isUuid(String text) {
    return UUID.matcher(text).matches();
  }
}
