package io.quillmesh.offlinemodel.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** The JSON of one completion: whole, or chunk by chunk. */
public final class CompletionJson {

  /** Part of every answer, as OpenAI reports which back end answered. */
  static final String FINGERPRINT = "quillmesh-offline";

  private static final byte[] NO_BYTES = {};
  private static final byte[] ROLE = "\"role\":\"assistant\",".getBytes(UTF_8);
  private static final byte[] BEFORE_TEXT = "\"content\":\"".getBytes(UTF_8);
  private static final byte[] AFTER_TEXT =
      "\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n".getBytes(UTF_8);

  private final String id;
  private final String model;
  private final long created;
  private final boolean includeUsage;
  private final byte[] beforePiece;

  public CompletionJson(String id, String model, long created, boolean includeUsage) {
    this.id = id;
    this.model = model;
    this.created = created;
    this.includeUsage = includeUsage;
    String head = Json.MAPPER.writeValueAsString(head("chat.completion.chunk"));
    String open = head.substring(0, head.length() - 1);
    this.beforePiece = ("data: " + open + ",\"choices\":[{\"index\":0,\"delta\":{").getBytes(UTF_8);
  }

  public byte[] whole(String text, String finishReason, Map<String, Object> usage) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "assistant");
    message.put("content", text);
    Map<String, Object> all = head("chat.completion");
    all.put("choices", List.of(choice("message", message, finishReason)));
    all.put("usage", usage);
    return Json.bytes(all);
  }

  /**
   * A chunk with the next piece of text; the first one also has the role. The JSON is put together
   * by hand, because the server does this most often.
   */
  public byte[] piece(String text, boolean first) {
    byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    return join(beforePiece, first ? ROLE : NO_BYTES, BEFORE_TEXT, quoted, AFTER_TEXT);
  }

  public byte[] finish(String reason) {
    return chunk(List.of(choice("delta", Map.of(), reason)), null);
  }

  /** The token usage, in a chunk without choices, and the end of the stream. */
  public byte[] end(Map<String, Object> usage) {
    byte[] done = "data: [DONE]\n\n".getBytes(UTF_8);
    return includeUsage ? join(chunk(List.of(), usage), done) : done;
  }

  public static Map<String, Object> usage(int promptTokens, int completionTokens) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("prompt_tokens", promptTokens);
    usage.put("completion_tokens", completionTokens);
    usage.put("total_tokens", promptTokens + completionTokens);
    return usage;
  }

  private byte[] chunk(List<Map<String, Object>> choices, @Nullable Map<String, Object> usage) {
    Map<String, Object> all = head("chat.completion.chunk");
    all.put("choices", choices);
    if (usage != null) {
      all.put("usage", usage);
    }
    byte[] data = "data: ".getBytes(UTF_8);
    return join(data, Json.bytes(all), "\n\n".getBytes(UTF_8));
  }

  private Map<String, Object> head(String object) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", id);
    all.put("object", object);
    all.put("created", created);
    all.put("model", model);
    all.put("system_fingerprint", FINGERPRINT);
    return all;
  }

  // Maps that allow null values, which OpenAI sends and clients expect.
  @SuppressWarnings("NullAway")
  private static Map<String, Object> choice(
      String name, Map<String, Object> content, @Nullable String finishReason) {
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("index", 0);
    choice.put(name, content);
    choice.put("logprobs", null);
    choice.put("finish_reason", finishReason);
    return choice;
  }

  private static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
