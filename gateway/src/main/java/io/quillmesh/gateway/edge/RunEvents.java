package io.quillmesh.gateway.edge;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.schemas.SubmitMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and makes the few AG-UI events that an event stream needs to know. */
final class RunEvents {
  private final JsonMapper json;
  private final String conversationId;

  RunEvents(JsonMapper json, String conversationId) {
    this.json = json;
    this.conversationId = conversationId;
  }

  JsonNode parse(Frame frame) {
    return json.readTree(frame.json());
  }

  static String type(JsonNode event) {
    return event.path("type").asString("");
  }

  static boolean endsRun(String type) {
    return type.equals("RUN_FINISHED") || type.equals("RUN_ERROR");
  }

  static boolean bears(JsonNode messages, String messageId) {
    return messages
        .valueStream()
        .anyMatch(message -> message.path("id").asString("").equals(messageId));
  }

  /**
   * A snapshot of the messages with the one that this run answers. Clients drop what a snapshot
   * leaves out, and it dates from before the run.
   */
  Frame withMessage(Frame snapshot, SubmitMessage submit) {
    if (!(parse(snapshot) instanceof ObjectNode event)
        || !type(event).equals("MESSAGES_SNAPSHOT")
        || bears(event.path("messages"), submit.getMessageId())) {
      return snapshot;
    }
    event
        .withArray("messages")
        .addObject()
        .put("id", submit.getMessageId())
        .put("role", "user")
        .put("content", submit.getMessage());
    return new Frame(json.writeValueAsString(event), snapshot.runId(), snapshot.cursor());
  }

  Frame runStarted(String runId) {
    return frame(event("RUN_STARTED", runId));
  }

  Frame runFinished(String runId) {
    ObjectNode event = event("RUN_FINISHED", runId);
    event.putObject("outcome").put("type", "success");
    return frame(event);
  }

  private ObjectNode event(String type, String runId) {
    return json.createObjectNode()
        .put("type", type)
        .put("threadId", conversationId)
        .put("runId", runId);
  }

  private Frame frame(ObjectNode event) {
    return new Frame(json.writeValueAsString(event), null, null);
  }
}
