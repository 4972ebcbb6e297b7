package io.quillmesh.gateway.conversation.agui;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation, as AG-UI's message records.
 *
 * @param role {@code user}, {@code assistant} or {@code activity}
 * @param content a text, or an activity's object
 * @param name {@code article} for a text that is an article, or the name of another agent
 * @param subagentRunId the agent that wrote it; null for a person or the reply
 * @param activityType only for activities
 */
public record Message(
    String id,
    String role,
    Object content,
    @Nullable String name,
    @Nullable String subagentRunId,
    @Nullable String activityType) {

  /** What a person said. */
  public static Message user(String id, String text) {
    return new Message(id, "user", text, null, null, null);
  }

  /** What an agent wrote; a reply, which speaks for the conversation itself, has neither name. */
  public static Message text(
      String id, String text, @Nullable String name, @Nullable String subagentRunId) {
    return new Message(id, "assistant", text, name, subagentRunId, null);
  }

  /** Something beside the messages. */
  public static Message activity(String id, String activityType, Map<String, Object> content) {
    return new Message(id, "activity", content, null, null, activityType);
  }
}
