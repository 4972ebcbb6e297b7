package io.quillmesh.gateway.conversation.fold;

import io.quillmesh.gateway.conversation.Frame;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads frames back. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Orders share their beginnings, so frames are parsed once. */
  private static final Map<Frame, JsonNode> READ = Collections.synchronizedMap(new WeakHashMap<>());

  private Json() {}

  static JsonNode of(Frame frame) {
    return READ.computeIfAbsent(frame, it -> MAPPER.readTree(it.json()));
  }

  /** A JSON string. */
  static String string(String text) {
    return MAPPER.writeValueAsString(text);
  }

  static String type(Frame frame) {
    return of(frame).get("type").asString();
  }

  static List<String> types(List<Frame> frames) {
    return frames.stream().map(Json::type).toList();
  }

  /** The text of the last message whose id has this beginning. */
  static String text(List<Frame> frames, String messageIdPrefix) {
    StringBuilder text = new StringBuilder();
    String shown = "";
    for (Frame frame : frames) {
      JsonNode event = of(frame);
      String id = event.path("messageId").asString("");
      if (!id.startsWith(messageIdPrefix)) {
        continue;
      }
      if (!id.equals(shown)) {
        shown = id;
        text.setLength(0);
      }
      text.append(event.path("delta").asString(""));
    }
    return text.toString();
  }

  /** The shared state that a client has after these frames. */
  static JsonNode state(List<Frame> frames) {
    var state = MAPPER.createObjectNode();
    for (Frame frame : frames) {
      JsonNode event = of(frame);
      switch (event.get("type").asString()) {
        case "STATE_SNAPSHOT" -> {
          state.removeAll();
          state.setAll((tools.jackson.databind.node.ObjectNode) event.get("snapshot"));
        }
        case "STATE_DELTA" ->
            event
                .get("delta")
                .forEach(operation ->
                    state.set(
                        operation.get("path").asString().substring(1), operation.get("value")));
        default -> {}
      }
    }
    return state;
  }
}
