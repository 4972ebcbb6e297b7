package io.quillmesh.gateway.testing;

import io.quillmesh.gateway.conversation.Cursor;
import io.quillmesh.gateway.conversation.Frame;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** AG-UI events as a conversation would send them. */
public final class AgUi {
  private static final JsonMapper JSON = new JsonMapper();
  private long sequence;

  public static List<Frame> snapshots(String... messageIds) {
    ObjectNode state = event("STATE_SNAPSHOT");
    state.putObject("snapshot");
    ObjectNode messages = event("MESSAGES_SNAPSHOT");
    var array = messages.putArray("messages");
    Stream.of(messageIds)
        .forEach(id -> array.addObject().put("id", id).put("role", "user").put("content", "hello"));
    return List.of(frame(state, null, null), frame(messages, null, null));
  }

  public static Frame notice(String name, String messageId, String member, String text) {
    ObjectNode event = event("CUSTOM").put("name", name);
    event.putObject("value").put("messageId", messageId).put(member, text).put("message", "no");
    return frame(event, null, null);
  }

  public Frame started(String threadId, String runId, String messageId) {
    ObjectNode event = event("RUN_STARTED").put("threadId", threadId).put("runId", runId);
    ObjectNode input = event.putObject("input").put("threadId", threadId).put("runId", runId);
    input
        .putArray("messages")
        .addObject()
        .put("id", messageId)
        .put("role", "user")
        .put("content", "hello");
    input.putArray("tools");
    input.putArray("context");
    input.putObject("state");
    input.putObject("forwardedProps");
    return frame(event, runId);
  }

  /** A reply, from its start to its end. */
  public List<Frame> reply(String runId, String text) {
    String messageId = runId + "/reply";
    return List.of(
        frame(
            event("TEXT_MESSAGE_START").put("messageId", messageId).put("role", "assistant"),
            runId),
        frame(event("TEXT_MESSAGE_CONTENT").put("messageId", messageId).put("delta", text), runId),
        frame(event("TEXT_MESSAGE_END").put("messageId", messageId), runId));
  }

  public Frame finished(String threadId, String runId) {
    return frame(event("RUN_FINISHED").put("threadId", threadId).put("runId", runId), runId);
  }

  /** All messages once more, in the middle of a run, with what is offered beside them. */
  public Frame messages(String runId, String messageId) {
    ObjectNode event = event("MESSAGES_SNAPSHOT");
    var messages = event.putArray("messages");
    messages.addObject().put("id", runId + "/choices").put("role", "activity");
    messages.addObject().put("id", messageId).put("role", "user").put("content", "hello");
    return frame(event, runId);
  }

  /** Events that AG-UI has only since 1.0. */
  public List<Frame> newInVersion1(String runId) {
    String subagent = runId + "/context";
    ObjectNode choices =
        event("ACTIVITY_SNAPSHOT").put("messageId", "a").put("activityType", "choices");
    choices.putObject("content");
    return List.of(
        frame(
            event("SUBAGENT_STARTED").put("subagentRunId", subagent).put("name", "context"), runId),
        frame(event("SUBAGENT_FINISHED").put("subagentRunId", subagent), runId),
        frame(choices, runId),
        frame(event("REASONING_START").put("messageId", "r"), runId));
  }

  private Frame frame(ObjectNode event, String runId) {
    sequence++;
    event.putObject("metadata").putObject("quillmesh").put("epoch", "e").put("sequence", sequence);
    return frame(event, runId, new Cursor("e", sequence));
  }

  private static ObjectNode event(String type) {
    return JSON.createObjectNode().put("type", type);
  }

  private static Frame frame(ObjectNode event, @Nullable String runId, @Nullable Cursor cursor) {
    return new Frame(event.get("type").asString(), JSON.writeValueAsString(event), runId, cursor);
  }
}
