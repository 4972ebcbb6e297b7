package io.quillmesh.gateway.run;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.protocol.ThreadId;
import io.quillmesh.schemas.SubmitMessage;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and creates the few AG-UI events that an event stream must know, for one client. */
final class RunEvents {
  /**
   * Types of events that clients from before AG-UI 1.0 do not know and end a run for. Their content
   * is in the shared state, too, except for thoughts.
   */
  private static final List<String> NEW_IN_1 = List.of("SUBAGENT_", "REASONING_", "ACTIVITY_");

  private final JsonMapper json;
  private final ThreadId thread;
  private final boolean declaresVersion;

  /**
   * @param declaresVersion whether the client says which version of the protocol it speaks; clients
   *     from before 1.0 do not
   */
  RunEvents(JsonMapper json, ThreadId thread, boolean declaresVersion) {
    this.json = json;
    this.thread = thread;
    this.declaresVersion = declaresVersion;
  }

  JsonNode parse(Frame frame) {
    return json.readTree(frame.json());
  }

  static boolean endsRun(String type) {
    return type.equals("RUN_FINISHED") || type.equals("RUN_ERROR");
  }

  /** Whether the client can read an event of this type. */
  boolean isKnown(String type) {
    return declaresVersion || NEW_IN_1.stream().noneMatch(type::startsWith);
  }

  /** The text of a message; empty if the message is not among these. */
  static Optional<String> textOf(JsonNode messages, String messageId) {
    return messages
        .valueStream()
        .filter(message -> message.path("id").asString("").equals(messageId))
        .map(message -> message.path("content").asString(""))
        .findFirst();
  }

  /** Whether a run answers this message: one message id is one turn, and a text is not reused. */
  boolean answers(Frame started, SubmitMessage submit) {
    return textOf(parse(started).path("input").path("messages"), submit.getMessageId())
        .filter(submit.getMessage()::equals)
        .isPresent();
  }

  /** The event with the client's name for the conversation. */
  Frame spell(Frame frame) {
    return thread.spell(frame);
  }

  /**
   * A snapshot as the client can read it. A snapshot of messages gets the message that this run
   * answers: it was made before the run, and clients drop what a snapshot leaves out.
   */
  Frame withMessage(Frame snapshot, SubmitMessage submit) {
    if (!snapshot.type().equals("MESSAGES_SNAPSHOT")
        || !(parse(snapshot) instanceof ObjectNode event)) {
      return snapshot;
    }
    ArrayNode messages = event.withArray("messages");
    if (!declaresVersion) {
      messages.removeIf(message -> message.path("role").asString("").equals("activity"));
    }
    if (textOf(messages, submit.getMessageId()).isEmpty()) {
      messages
          .addObject()
          .put("id", submit.getMessageId())
          .put("role", "user")
          .put("content", submit.getMessage());
    }
    return snapshot.withJson(json.writeValueAsString(event));
  }

  Frame runStarted(String runId) {
    return frame(event("RUN_STARTED", runId).put("protocolVersion", AgUiEvent.PROTOCOL_VERSION));
  }

  Frame runFinished(String runId) {
    ObjectNode event = event("RUN_FINISHED", runId);
    event.putObject("outcome").put("type", "success");
    return frame(event);
  }

  private ObjectNode event(String type, String runId) {
    return json.createObjectNode()
        .put("type", type)
        .put("threadId", thread.asSent())
        .put("runId", runId);
  }

  private Frame frame(ObjectNode event) {
    return new Frame(event.path("type").asString(), json.writeValueAsString(event), null, null);
  }
}
