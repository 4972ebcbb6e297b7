package io.quillmesh.tunedmodel.question;

import io.quillmesh.tuning.classifier.Situation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON document by which agents say what the present turn is about. */
final class Document {
  /** The first character of the scripts whose characters are tokens of their own. */
  private static final char FIRST_WIDE = '\u2e80';

  /** That many others make a token. */
  private static final int LETTERS = 4;

  private static final JsonMapper JSON = JsonMapper.shared();

  private Document() {}

  static Situation situation(String text, int longestMessage) {
    JsonNode document = parsed(text);
    String message = document.path("message").asString("").strip();
    if (message.isEmpty()) {
      throw new NotHereException(Reason.UNREADABLE);
    }
    if (isThere(document.path("selection"))) {
      throw new NotHereException(Reason.SELECTION);
    }
    if (length(message) > longestMessage) {
      throw new NotHereException(Reason.LONG);
    }
    return new Situation(
        message, isThere(document.path("article")), labels(document.path("choices")));
  }

  /** In about the tokens that encoders make of it. */
  private static long length(String message) {
    long wide = message.chars().filter(c -> c >= FIRST_WIDE).count();
    return wide + (message.length() - wide) / LETTERS;
  }

  private static JsonNode parsed(String text) {
    try {
      JsonNode document = JSON.readTree(text);
      if (document.isObject()) {
        return document;
      }
    } catch (JacksonException e) {
      // It is no document.
    }
    throw new NotHereException(Reason.UNREADABLE);
  }

  private static boolean isThere(JsonNode value) {
    return !value.isMissingNode() && !value.isNull() && !(value.isContainer() && value.isEmpty());
  }

  private static List<String> labels(JsonNode choices) {
    List<String> labels = new ArrayList<>();
    for (JsonNode choice : choices) {
      String label = choice.path("label").asString("");
      if (!label.isBlank()) {
        labels.add(label);
      }
    }
    return labels;
  }
}
