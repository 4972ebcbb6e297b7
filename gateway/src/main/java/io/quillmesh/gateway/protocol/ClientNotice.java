package io.quillmesh.gateway.protocol;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.agui.Notices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the edge tells a single connection: AG-UI events without a cursor. */
@Component
public class ClientNotice {
  private final JsonMapper json;

  ClientNotice(JsonMapper json) {
    this.json = json;
  }

  /** As the conversation itself rejects. */
  public Frame rejected(Rejection rejection) {
    AgUiEvent event =
        Notices.rejected(rejection.messageId(), rejection.code().name(), rejection.message());
    return new Frame(Json.encode(event), null, null);
  }

  /** The answer to a client's ping. */
  public Frame pong() {
    return frame(event("CUSTOM", "name", "quillmesh.pong", "value", Map.of()));
  }

  /**
   * Says that a message is answered without some of its parts.
   *
   * @param leftOut the types of those parts
   */
  public Frame leftOut(String messageId, List<String> leftOut) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("messageId", messageId);
    value.put("code", "CONTENT_LEFT_OUT");
    value.put(
        "message",
        "The message is answered without its parts of type "
            + String.join(", ", leftOut)
            + ": only text is understood.");
    return frame(event("CUSTOM", "name", "quillmesh.notice", "value", value));
  }

  /** Ends an event stream that cannot continue, although its run may. */
  public Frame runError(String code, String message) {
    return frame(event("RUN_ERROR", "message", message, "code", code));
  }

  private static Map<String, Object> event(
      String type, String name1, Object value1, String name2, Object value2) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put(name1, value1);
    event.put(name2, value2);
    return event;
  }

  private Frame frame(Map<String, Object> event) {
    return new Frame(json.writeValueAsString(event), null, null);
  }
}
