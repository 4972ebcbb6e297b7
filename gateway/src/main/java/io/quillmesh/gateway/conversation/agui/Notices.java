package io.quillmesh.gateway.conversation.agui;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notices for one connection only. A {@code RUN_ERROR} would end the running run instead. */
public final class Notices {
  private Notices() {}

  /**
   * A command was rejected.
   *
   * @param messageId the message it was asked with; null when there was none
   * @param code such as {@code QUEUE_FULL}
   * @param message what went wrong and what to do
   */
  public static AgUiEvent.Custom rejected(@Nullable String messageId, String code, String message) {
    Map<String, Object> value = new LinkedHashMap<>();
    if (messageId != null) {
      value.put("messageId", messageId);
    }
    value.put("code", code);
    value.put("message", message);
    return new AgUiEvent.Custom("quillmesh.rejected", value);
  }

  /** A message waits for the running turn to end; {@code position} is from 1. */
  public static AgUiEvent.Custom queued(String messageId, String runId, int position) {
    return new AgUiEvent.Custom(
        "quillmesh.queued", Map.of("messageId", messageId, "runId", runId, "position", position));
  }

  /**
   * An edit of an older version was kept beside the article.
   *
   * @param version the version that it is kept as
   * @param baseVersion the version that was edited
   * @param currentVersion the version that is the article now
   */
  public static AgUiEvent.Custom aside(int version, int baseVersion, int currentVersion) {
    return new AgUiEvent.Custom(
        "quillmesh.aside",
        Map.of("version", version, "baseVersion", baseVersion, "currentVersion", currentVersion));
  }
}
