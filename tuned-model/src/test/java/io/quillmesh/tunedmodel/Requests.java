package io.quillmesh.tunedmodel;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests as the agents' runtime makes them. */
public final class Requests {
  public static final String INSTRUCTIONS = "You recognise intents.";

  private static final JsonMapper JSON = JsonMapper.shared();

  private Requests() {}

  /** A completion that a service at this port is asked for, as HTTP/1.1. */
  static HttpRequest.Builder completion(int port, String body) {
    return at(port, "/intent/v1/chat/completions?x=%20y")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  static HttpRequest.Builder at(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .version(HttpClient.Version.HTTP_1_1);
  }

  /** With the schema in its place, and the document as a message of its own. */
  public static ObjectNode intent(String message) {
    ObjectNode request = messages(JSON.writeValueAsString(Map.of("message", message)));
    withSchema(request, ScriptedClassifier.SCHEMA.toString());
    return request;
  }

  public static ObjectNode withSchema(ObjectNode request, String schema) {
    ObjectNode format = request.putObject("response_format").put("type", "json_schema");
    format
        .putObject("json_schema")
        .put("name", "intent_recognition")
        .put("strict", true)
        .set("schema", JSON.readTree(schema));
    return request;
  }

  /** Without a form for the answer. */
  public static ObjectNode messages(String document) {
    ObjectNode request = JSON.createObjectNode().put("model", "large-model").put("temperature", 0);
    var messages = request.putArray("messages");
    messages.addObject().put("role", "system").put("content", INSTRUCTIONS);
    messages.addObject().put("role", "user").put("content", document);
    return request;
  }
}
