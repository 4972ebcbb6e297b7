package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * One message of the conversation, as it is kept.
 *
 * @param agent who wrote it; null for the person
 * @param text what was said; null when it is the version of the article
 * @param article the version that this message is; 0 when the text stands here
 * @param replacedBy the message in whose favour its turn was replaced; null while it counts
 */
public record KeptMessage(
    String id,
    @Nullable String agent,
    @Nullable String text,
    int article,
    long turnNumber,
    String runId,
    @Nullable String replacedBy) {

  /** One that counts. */
  public KeptMessage(
      String id,
      @Nullable String agent,
      @Nullable String text,
      int article,
      long turnNumber,
      String runId) {
    this(id, agent, text, article, turnNumber, runId, null);
  }

  /** Whether agents and clients no longer see it in the conversation. */
  public boolean isReplaced() {
    return replacedBy != null;
  }

  public KeptMessage replacedBy(String messageId) {
    return new KeptMessage(id, agent, text, article, turnNumber, runId, messageId);
  }

  /** The text that an agent's message shows. */
  public Text shows(String writer) {
    return Text.of(writer, Text.PASSAGE.isIn(runId, id));
  }

  /** The same message, now that its text is a version of the article. */
  public KeptMessage asVersion(int version) {
    return new KeptMessage(id, agent, null, version, turnNumber, runId, replacedBy);
  }
}
