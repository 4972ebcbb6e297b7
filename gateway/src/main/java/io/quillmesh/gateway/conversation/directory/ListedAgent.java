package io.quillmesh.gateway.conversation.directory;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent, as clients see it in {@code GET /v1/agents}.
 *
 * @param answerSchema the JSON schema of its answer, as JSON; null when it has none or it is broken
 * @param builtIn whether it belongs to the mesh itself
 * @param reason why it is not admitted; null when it is
 */
public record ListedAgent(
    String name,
    Labels labels,
    List<String> after,
    String onUpstreamFailure,
    List<String> intents,
    boolean endsTurn,
    long deadlineMs,
    String output,
    @JsonRawValue @Nullable String answerSchema,
    boolean builtIn,
    Status status,
    @Nullable String reason,
    String model,
    String promptHash,
    String version) {

  /** What people see an agent called. */
  public record Labels(String en, String zh) {}

  /** Whether an agent takes part in turns. */
  public enum Status {
    /** It does. */
    ADMITTED,
    /** It does not, and the reason says why. */
    REFUSED,
    /** That is not known yet, because the registry is out of reach. */
    PENDING
  }
}
