package io.quillmesh.agent.provider;

import io.quillmesh.agent.provider.answer.FinishReason;
import okio.Buffer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers as OpenAI <a
 * href="https://platform.openai.com/docs/api-reference/chat-streaming">documents</a> them, with no
 * more than a client needs.
 */
final class OpenAiEvents {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OpenAiEvents() {}

  /** A piece of text. */
  static void text(Buffer out, CharSequence text) {
    ObjectNode chunk = chunk();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta").put("role", "assistant").put("content", text.toString());
    choice.putNull("finish_reason");
    event(out, chunk);
  }

  /** The end. */
  static void end(Buffer out, FinishReason reason) {
    ObjectNode chunk = chunk();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", reason.word());
    event(out, chunk);
    out.writeUtf8("data: [DONE]\n\n");
  }

  /** A whole answer. */
  static String whole(String content, FinishReason reason) {
    ObjectNode completion = answer("chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", content);
    choice.put("finish_reason", reason.word());
    return JSON.writeValueAsString(completion);
  }

  private static ObjectNode chunk() {
    return answer("chat.completion.chunk");
  }

  private static ObjectNode answer(String object) {
    return JSON.createObjectNode()
        .put("id", "answer")
        .put("object", object)
        .put("created", 0)
        .put("model", "model");
  }

  private static void event(Buffer out, ObjectNode data) {
    out.writeUtf8("data: ").writeUtf8(JSON.writeValueAsString(data)).writeUtf8("\n\n");
  }
}
