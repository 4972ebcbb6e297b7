package io.quillmesh.gateway.protocol;

import io.quillmesh.gateway.conversation.Frame;
import io.quillmesh.gateway.conversation.agui.AgUiEvent;
import io.quillmesh.gateway.conversation.agui.Json;
import io.quillmesh.gateway.conversation.agui.Notices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the gateway tells a single connection: AG-UI events without a cursor. */
public final class ClientNotice {
  private ClientNotice() {}

  /** As the conversation itself rejects. */
  public static Frame rejected(Rejection rejection) {
    return frame(
        Notices.rejected(rejection.messageId(), rejection.code().name(), rejection.message()));
  }

  /** The answer to a client's ping. */
  public static Frame pong() {
    return frame(new AgUiEvent.Custom("quillmesh.pong", Map.of()));
  }

  /** The admitted agents have changed: {@code GET /v1/agents} says how. */
  public static Frame agentsChanged() {
    return frame(new AgUiEvent.Custom("quillmesh.agents", Map.of()));
  }

  /**
   * Says that a message is answered without some of its parts.
   *
   * @param leftOut the types of those parts
   */
  public static Frame leftOut(String messageId, List<String> leftOut) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("messageId", messageId);
    value.put("code", "CONTENT_LEFT_OUT");
    value.put(
        "message",
        "The message is answered without its parts of type "
            + String.join(", ", leftOut)
            + ": only text is understood.");
    return frame(new AgUiEvent.Custom("quillmesh.notice", value));
  }

  /** Ends an event stream that cannot continue, although its run may. */
  public static Frame runError(String code, String message) {
    return frame(new AgUiEvent.RunError(message, code, null));
  }

  private static Frame frame(AgUiEvent event) {
    return Json.frame(event, null, null, null);
  }
}
