package io.quillmesh.endtoend.authorisation;

import io.quillmesh.endtoend.client.Json;
import io.quillmesh.endtoend.client.Message;
import java.util.List;
import java.util.stream.Stream;

/** Every endpoint that requires a token. */
enum Endpoint {
  LIST("GET", ""),
  CREATE("POST", ""),
  SHOW("GET", "/{id}"),
  REPLACED("GET", "/{id}/replaced"),
  RENAME("PATCH", "/{id}"),
  ERASE("DELETE", "/{id}"),
  ABORT("POST", "/{id}/abort"),
  ARTICLE("GET", "/{id}/article"),
  ARTICLE_VERSION("GET", "/{id}/article?version=1&format=html"),
  SOCKET("GET", "/{id}/socket"),
  RESUMED_SOCKET("GET", "/{id}/socket?after=e1.1"),
  AGENT("POST", "/v1/agent");

  private static final String CONVERSATIONS = "/v1/conversations";

  private final String method;
  private final String path;

  Endpoint(String method, String path) {
    this.method = method;
    this.path = path;
  }

  /** The endpoints for one conversation. */
  static List<Endpoint> ofOneConversation() {
    return Stream.of(values()).filter(it -> it != LIST && it != CREATE).toList();
  }

  boolean isSocket() {
    return this == SOCKET || this == RESUMED_SOCKET;
  }

  /** The owner's request, without the token. */
  Attempt about(String id) {
    return switch (this) {
      case SOCKET, RESUMED_SOCKET -> Attempt.socket(target(id));
      case AGENT ->
          Attempt.of(method, path).json(Json.write(Message.of("Write about Aden").input(id)));
      case RENAME -> Attempt.of(method, target(id)).json("{\"title\":\"taken over\"}");
      case ABORT ->
          Attempt.of(method, target(id))
              .json("{\"runId\":\"00000000-0000-0000-0000-000000000000\"}");
      default -> Attempt.of(method, target(id));
    };
  }

  private String target(String id) {
    return CONVERSATIONS + path.replace("{id}", id);
  }
}
