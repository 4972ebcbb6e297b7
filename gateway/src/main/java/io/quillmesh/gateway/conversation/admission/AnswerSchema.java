package io.quillmesh.gateway.conversation.admission;

import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentOutput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON schema of an agent's answer, which clients get as it is. */
final class AnswerSchema {
  private static final JsonMapper JSON = new JsonMapper();

  private AnswerSchema() {}

  static @Nullable String problem(AgentCard card) {
    if (card.getOutput() == AgentOutput.TEXT) {
      return card.getAnswerSchema().isEmpty()
          ? null
          : "its answer is a text, so it must have no answerSchema";
    }
    return isOfObject(card.getAnswerSchema())
        ? null
        : "its answerSchema must be a JSON schema of an object: {\"type\": \"object\", ...}";
  }

  private static boolean isOfObject(String text) {
    try {
      JsonNode schema = JSON.readTree(text);
      return schema.path("type").asString("").equals("object");
    } catch (JacksonException e) {
      return false;
    }
  }
}
