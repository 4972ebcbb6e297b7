package io.quillmesh.endtoend.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One message as AG-UI clients send it.
 *
 * @param runId the id of the run that it starts
 * @param id the message's own id
 * @param text what the person wrote
 * @param forwarded the {@code forwardedProps}
 */
public record Message(String runId, String id, String text, Map<String, ?> forwarded) {

  /** A message with new ids. */
  public static Message of(String text) {
    return of(text, Map.of());
  }

  /** A message with new ids and {@code forwardedProps}. */
  public static Message of(String text, Map<String, ?> forwarded) {
    return new Message(newId(), newId(), text, forwarded);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /** The message on the wire: a {@code RunAgentInput}. */
  public Map<String, Object> input(String conversationId) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("threadId", conversationId);
    input.put("runId", runId);
    input.put("state", Map.of());
    input.put("messages", List.of(Map.of("id", id, "role", "user", "content", text)));
    input.put("tools", List.of());
    input.put("context", List.of());
    input.put("forwardedProps", forwarded);
    return input;
  }
}
