package io.quillmesh.gateway.conversation.state;

import io.quillmesh.schemas.ClientCommand;
import io.quillmesh.schemas.EventIds;
import io.quillmesh.schemas.Selection;
import io.quillmesh.schemas.SubmitMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that a person sent, and the connection that is told what happens to it.
 *
 * @param turnId a UUID, the turn's id for agents
 * @param runId its id for clients, as the sender chose it
 * @param clientContext the context that the sender's application gives
 * @param selected the passage of the article that it is about; null when it is about no passage
 * @param replaces the message id of the turn in whose place this one comes; null for none
 */
public record Submission(
    String turnId,
    String runId,
    String messageId,
    String message,
    @Nullable String choiceId,
    @Nullable String language,
    @Nullable String connectionId,
    List<ContextItem> clientContext,
    @Nullable Selected selected,
    @Nullable String replaces) {

  /** One fact of the context, such as the page that the person looks at. */
  public record ContextItem(String description, String value) {}

  /**
   * A passage of the article, from one UTF-16 unit to another.
   *
   * @param hash of its text: the text itself is in the article, and may be as long
   */
  public record Selected(int version, int start, int end, String hash) {

    static @Nullable Selected of(@Nullable Selection selection) {
      return selection == null
          ? null
          : new Selected(
              selection.getVersion(),
              selection.getStart(),
              selection.getEnd(),
              hash(selection.getText()));
    }

    /** Whether this text was selected. */
    public boolean isOf(String text) {
      return hash(text).equals(hash);
    }

    private static String hash(String text) {
      return EventIds.of(text, "selection");
    }
  }

  public static Submission of(ClientCommand command, SubmitMessage submit) {
    return new Submission(
        submit.getTurnId(),
        submit.getRunId().isEmpty() ? submit.getTurnId() : submit.getRunId(),
        submit.getMessageId(),
        submit.getMessage(),
        submit.getChoiceId(),
        submit.getLanguage(),
        command.getConnectionId(),
        submit.getClientContext().stream()
            .map(it -> new ContextItem(it.getDescription(), it.getValue()))
            .toList(),
        Selected.of(submit.getSelection()),
        submit.getReplaces().isEmpty() ? null : submit.getReplaces());
  }

  /**
   * With what the same message had when it was asked before: clients that ask it again do not know
   * which button was pressed. A corrected message is about the same passage.
   */
  public Submission again(Submission before) {
    boolean isSame = message.equals(before.message);
    return new Submission(
        turnId,
        runId,
        messageId,
        message,
        choiceId == null && isSame ? before.choiceId : choiceId,
        language == null && isSame ? before.language : language,
        connectionId,
        clientContext,
        selected == null ? before.selected : selected,
        replaces);
  }

  /** Messages that wait for the running turn to end, in order. */
  public record Queue(List<Submission> waiting) {
    static final Queue EMPTY = new Queue(List.of());

    public Queue with(Submission submission) {
      List<Submission> more = new ArrayList<>(waiting);
      more.add(submission);
      return new Queue(more);
    }

    public Queue without(Submission submission) {
      return new Queue(waiting.stream().filter(other -> !other.equals(submission)).toList());
    }
  }
}
