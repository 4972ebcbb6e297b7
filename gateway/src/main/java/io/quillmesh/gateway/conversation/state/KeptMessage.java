package io.quillmesh.gateway.conversation.state;

import io.quillmesh.gateway.conversation.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * One message of the conversation, as it is kept.
 *
 * @param agent who wrote it; null for the person
 * @param text what was said; null when it is the version of the article
 * @param article the version that this message is; 0 when the text stands here
 */
public record KeptMessage(
    String id,
    @Nullable String agent,
    @Nullable String text,
    int article,
    long turnNumber,
    String runId) {

  /** The text that an agent's message shows. */
  public Text shows(String writer) {
    return Text.of(writer, Text.PASSAGE.isIn(runId, id));
  }

  /** The same message, now that its text is a version of the article. */
  public KeptMessage asVersion(int version) {
    return new KeptMessage(id, agent, null, version, turnNumber, runId);
  }
}
