package io.quillmesh.gateway.conversation.agui;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One AG-UI 1.0 event. A null member is left out: the protocol knows no nulls. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface AgUiEvent {
  /** The version of the protocol that the gateway speaks. */
  String PROTOCOL_VERSION = "1.0";

  /** A turn began; its input has the person's message, for clients that did not send it. */
  @JsonTypeName("RUN_STARTED")
  record RunStarted(String threadId, String runId, String protocolVersion, @Nullable RunInput input)
      implements AgUiEvent {}

  /**
   * A turn is over and was answered, or was cancelled.
   *
   * @param result {@code draft}: the version that what was written of an article is kept as
   */
  @JsonTypeName("RUN_FINISHED")
  record RunFinished(
      String threadId,
      String runId,
      Outcome outcome,
      @Nullable Map<String, Object> result,
      @Nullable List<Usage> usage)
      implements AgUiEvent {}

  /** A turn is over and was not answered. */
  @JsonTypeName("RUN_ERROR")
  record RunError(String message, String code, @Nullable List<Usage> usage) implements AgUiEvent {}

  /** An agent has what it needs and works. */
  @JsonTypeName("SUBAGENT_STARTED")
  record SubagentStarted(String subagentRunId, String name) implements AgUiEvent {}

  /** An agent is done. */
  @JsonTypeName("SUBAGENT_FINISHED")
  record SubagentFinished(String subagentRunId, @Nullable Map<String, Object> result)
      implements AgUiEvent {}

  /** An agent will have no result. */
  @JsonTypeName("SUBAGENT_ERROR")
  record SubagentError(String subagentRunId, String message, String code) implements AgUiEvent {}

  /** A text begins. */
  @JsonTypeName("TEXT_MESSAGE_START")
  record TextMessageStart(
      String messageId, String role, @Nullable String name, @Nullable String subagentRunId)
      implements AgUiEvent {}

  /** A text goes on. */
  @JsonTypeName("TEXT_MESSAGE_CONTENT")
  record TextMessageContent(String messageId, String delta, @Nullable String subagentRunId)
      implements AgUiEvent {}

  /** A text is complete, or will not be completed. */
  @JsonTypeName("TEXT_MESSAGE_END")
  record TextMessageEnd(String messageId, @Nullable String subagentRunId) implements AgUiEvent {}

  /** A model begins to think, before its text. */
  @JsonTypeName("REASONING_START")
  record ReasoningStart(String messageId, @Nullable String subagentRunId) implements AgUiEvent {}

  /** What it thinks is shown, too; the role is {@code reasoning}. */
  @JsonTypeName("REASONING_MESSAGE_START")
  record ReasoningMessageStart(String messageId, String role, @Nullable String subagentRunId)
      implements AgUiEvent {}

  /** A thought goes on. */
  @JsonTypeName("REASONING_MESSAGE_CONTENT")
  record ReasoningMessageContent(String messageId, String delta, @Nullable String subagentRunId)
      implements AgUiEvent {}

  /** All that it thought was shown. */
  @JsonTypeName("REASONING_MESSAGE_END")
  record ReasoningMessageEnd(String messageId, @Nullable String subagentRunId)
      implements AgUiEvent {}

  /** It has thought, and writes; or it will not write. */
  @JsonTypeName("REASONING_END")
  record ReasoningEnd(String messageId, @Nullable String subagentRunId) implements AgUiEvent {}

  /** The whole shared state. */
  @JsonTypeName("STATE_SNAPSHOT")
  record StateSnapshot(SharedState snapshot) implements AgUiEvent {}

  /** Members of the shared state that changed. */
  @JsonTypeName("STATE_DELTA")
  record StateDelta(List<Add> delta) implements AgUiEvent {}

  /** The conversation so far. */
  @JsonTypeName("MESSAGES_SNAPSHOT")
  record MessagesSnapshot(List<Message> messages) implements AgUiEvent {}

  /** Something that is shown beside the messages: the choices. */
  @JsonTypeName("ACTIVITY_SNAPSHOT")
  record ActivitySnapshot(String messageId, String activityType, Map<String, Object> content)
      implements AgUiEvent {}

  /** What AG-UI has no event for; said to one connection alone. */
  @JsonTypeName("CUSTOM")
  record Custom(String name, Map<String, Object> value) implements AgUiEvent {}

  /** How a run ended: {@code success} or {@code cancelled}. */
  record Outcome(String type) {
    /** There is a reply. */
    public static final Outcome SUCCESS = new Outcome("success");

    /** Somebody stopped it. */
    public static final Outcome CANCELLED = new Outcome("cancelled");
  }

  /** The tokens that one model took in a run. */
  record Usage(String model, long inputTokens, long outputTokens) {}

  /** A JSON Patch operation: sets a whole top-level member, whether it was there or not. */
  record Add(String op, String path, Object value) {
    /** Sets the member of this name. */
    public static Add member(String name, Object value) {
      return new Add("add", "/" + name, value);
    }
  }

  /**
   * The input of a run: only its newest message, for the history is the server's.
   *
   * @param forwardedProps what else the sender asked for and all clients should know; null when
   *     that is nothing
   */
  record RunInput(
      String threadId,
      String runId,
      List<Message> messages,
      List<Object> tools,
      List<Object> context,
      @Nullable Map<String, Object> forwardedProps) {}

  /** A passage of the article, from one UTF-16 unit to another. */
  record Selection(int version, int start, int end, String text) {}

  /** Its type for clients, such as {@code RUN_STARTED}. */
  default String type() {
    return EventTypes.of(getClass());
  }

  /** The id of an agent's work in a run. */
  static String subagentRunId(String runId, String agent) {
    return runId + "/" + agent;
  }
}
