package io.quillmesh.gateway.conversation.state;

import io.quillmesh.schemas.ClientCommand;
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
 */
public record Submission(
    String turnId,
    String runId,
    String messageId,
    String message,
    @Nullable String choiceId,
    @Nullable String language,
    @Nullable String connectionId,
    List<ContextItem> clientContext) {

  /** One fact of the context, such as the page that the person looks at. */
  public record ContextItem(String description, String value) {}

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
            .toList());
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
