package io.quillmesh.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the JSON objects in what a model answered: alone, in a fence, or between words. */
final class JsonInText {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** More are not looked at: each costs a parse. */
  private static final int MOST_TRIES = 50;

  private JsonInText() {}

  /** The outermost objects, in order; empty if there is none. */
  static List<JsonNode> objects(String text) {
    List<JsonNode> objects = new ArrayList<>();
    int tries = 0;
    for (int at = text.indexOf('{'); at >= 0 && tries < MOST_TRIES; tries++) {
      Found found = objectAt(text, at);
      if (found != null) {
        objects.add(found.object());
      }
      at = text.indexOf('{', found == null ? at + 1 : found.end());
    }
    return objects;
  }

  private record Found(JsonNode object, int end) {}

  private static @Nullable Found objectAt(String text, int at) {
    try (JsonParser parser = JSON.createParser(text.substring(at))) {
      JsonNode object = JSON.readTree(parser);
      return object.isObject()
          ? new Found(object, at + (int) parser.currentLocation().getCharOffset())
          : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
