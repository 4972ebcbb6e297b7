package io.quillmesh.tunedmodel.question;

import io.quillmesh.tuning.classifier.Situation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for a chat completion that a classifier may answer.
 *
 * @param schema what the answer has to fit; null if the request does not say
 * @param stream whether the answer is asked for as a stream
 * @param includeUsage whether the stream is to end with its token counts
 * @param mostTokens the longest answer that is wanted
 * @param prompt all texts together, for an estimate of what they would have cost
 * @param json the request itself
 */
public record Question(
    Situation situation,
    @Nullable JsonNode schema,
    boolean stream,
    boolean includeUsage,
    int mostTokens,
    String prompt,
    ObjectNode json) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * Reads a request.
   *
   * @throws NotHereException if a classifier has no answer to it
   */
  public static Question read(byte[] body, int longestMessage) {
    ObjectNode root = object(body);
    Wanted wanted = Wanted.of(root);
    Prompt prompt = Prompt.of(root.path("messages"));
    JsonNode schema = wanted.schema();
    if (schema == null && !wanted.isText()) {
      schema = prompt.schema();
    } else if (schema == null) {
      // Without a schema in its instructions, it is a text for people that is wanted.
      schema = required(prompt.schema());
    }
    return new Question(
        Document.situation(prompt.document(), longestMessage),
        schema,
        root.path("stream").asBoolean(false),
        root.path("stream_options").path("include_usage").asBoolean(false),
        wanted.mostTokens(),
        prompt.instructions() + prompt.document(),
        root);
  }

  private static JsonNode required(@Nullable JsonNode schema) {
    if (schema == null) {
      throw new NotHereException(Reason.FORM);
    }
    return schema;
  }

  private static ObjectNode object(byte[] body) {
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      // The upstream says what is wrong with it.
    }
    throw new NotHereException(Reason.UNREADABLE);
  }
}
