package io.quillmesh.gateway.conversation.state;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * One message of the conversation, as it is kept.
 *
 * @param kind who speaks, and whether it is an article
 * @param text what was said; null when it is the version of the article
 * @param article the version that this message is; 0 when the text stands here
 */
public record KeptMessage(
    String id,
    Kind kind,
    @Nullable String text,
    int article,
    long turnNumber,
    @JsonAlias("turnId") String runId) {

  /** The same message, now that its text is a version of the article. */
  public KeptMessage asVersion(int version) {
    return new KeptMessage(id, kind, null, version, turnNumber, runId);
  }

  /** Who speaks, and whether it is an article. */
  public enum Kind {
    PERSON,
    REPLY,
    ARTICLE
  }
}
