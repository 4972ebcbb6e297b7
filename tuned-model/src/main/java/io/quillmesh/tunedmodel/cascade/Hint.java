package io.quillmesh.tunedmodel.cascade;

import io.quillmesh.tuning.classifier.Guess;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells the upstream what the classifier took a message for. */
final class Hint {
  private Hint() {}

  /** The request with one more sentence at the end of its instructions, or before all messages. */
  static byte[] added(ObjectNode request, Guess guess) {
    String sentence =
        String.format(
            Locale.ROOT,
            "A small classifier takes the message for %s, with a confidence of %.2f of 1. It may be"
                + " wrong: decide for yourself.",
            guess.label(),
            guess.confidence());
    ObjectNode copy = request.deepCopy();
    ArrayNode messages = (ArrayNode) copy.path("messages");
    JsonNode first = messages.path(0);
    if (messages.size() > 1 && first.path("content").isString()) {
      ((ObjectNode) first).put("content", first.path("content").asString() + "\n\n" + sentence);
    } else if (messages.size() > 1) {
      ((ArrayNode) first.path("content")).addObject().put("type", "text").put("text", sentence);
    } else if (first.path("content").isString()) {
      // All in one message: the document has to stay at its end.
      ((ObjectNode) first).put("content", sentence + "\n\n" + first.path("content").asString());
    }
    return JsonMapper.shared().writeValueAsBytes(copy);
  }
}
