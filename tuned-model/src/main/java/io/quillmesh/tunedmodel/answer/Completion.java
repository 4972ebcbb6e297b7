package io.quillmesh.tunedmodel.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat completion. Its usage is zero: tokens are what a provider is paid for, and nobody is paid
 * for this one. Reports that add up tokens stay right.
 *
 * @param fingerprint the beginning of the artefact's hash
 * @param created in seconds since 1970
 */
public record Completion(
    String id, String model, String fingerprint, long created, String content) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** In one piece. */
  public byte[] whole() {
    ObjectNode all = head("chat.completion");
    ObjectNode choice = choice(all);
    choice.putObject("message").put("role", "assistant").put("content", content).putNull("refusal");
    choice.putNull("logprobs").put("finish_reason", "stop");
    usage(all);
    return JSON.writeValueAsBytes(all);
  }

  /** As a stream of events. */
  public byte[] stream(boolean includeUsage) {
    StringBuilder events = new StringBuilder();
    ObjectNode piece = head("chat.completion.chunk");
    ObjectNode said = choice(piece);
    said.putObject("delta").put("role", "assistant").put("content", content);
    said.putNull("logprobs").putNull("finish_reason");
    event(events, piece);
    ObjectNode end = head("chat.completion.chunk");
    ObjectNode finished = choice(end);
    finished.putObject("delta");
    finished.putNull("logprobs").put("finish_reason", "stop");
    event(events, end);
    if (includeUsage) {
      ObjectNode last = head("chat.completion.chunk");
      last.putArray("choices");
      usage(last);
      event(events, last);
    }
    return events.append("data: [DONE]\n\n").toString().getBytes(UTF_8);
  }

  private ObjectNode head(String object) {
    return JSON.createObjectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model)
        .put("system_fingerprint", fingerprint);
  }

  private static ObjectNode choice(ObjectNode all) {
    return all.putArray("choices").addObject().put("index", 0);
  }

  private static void usage(ObjectNode all) {
    all.putObject("usage")
        .put("prompt_tokens", 0)
        .put("completion_tokens", 0)
        .put("total_tokens", 0);
  }

  private static void event(StringBuilder events, ObjectNode data) {
    events.append("data: ").append(JSON.writeValueAsString(data)).append("\n\n");
  }
}
