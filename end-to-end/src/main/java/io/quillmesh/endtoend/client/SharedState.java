package io.quillmesh.endtoend.client;

import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The state of a client after some frames: only snapshots and JSON Patches. */
public final class SharedState {

  private JsonNode root = JsonNodeFactory.instance.objectNode();

  private SharedState() {}

  /** The state after these frames. */
  public static JsonNode after(Collection<Frame> frames) {
    var state = new SharedState();
    frames.forEach(state::apply);
    return state.root;
  }

  private void apply(Frame frame) {
    switch (frame.type()) {
      case "STATE_SNAPSHOT" -> root = frame.json().path("snapshot").deepCopy();
      case "STATE_DELTA" -> frame.json().path("delta").forEach(this::patch);
      default -> {
        // Does not change the state.
      }
    }
  }

  private void patch(JsonNode operation) {
    String path = operation.path("path").asString();
    int cut = path.lastIndexOf('/');
    String member = path.substring(cut + 1).replace("~1", "/").replace("~0", "~");
    JsonNode parent = root.at(path.substring(0, cut));
    String kind = operation.path("op").asString();
    JsonNode value = operation.path("value");
    switch (parent) {
      case ObjectNode object when kind.equals("remove") -> object.remove(member);
      case ObjectNode object when kind.equals("replace") && !object.has(member) ->
          throw new IllegalStateException("replaces what is not there: " + operation);
      case ObjectNode object when kind.equals("add") || kind.equals("replace") ->
          object.set(member, value.deepCopy());
      case ArrayNode array when kind.equals("add") && member.equals("-") ->
          array.add(value.deepCopy());
      default -> throw new IllegalStateException("a patch that does not fit: " + operation);
    }
  }

  /** The elements of an array, or none. */
  public static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
