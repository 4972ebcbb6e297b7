package io.quillmesh.offlinemodel;

import io.quillmesh.offlinemodel.openai.Json;
import io.quillmesh.offlinemodel.talk.ContextAnswer;
import io.quillmesh.offlinemodel.talk.IntentAnswer;
import io.quillmesh.offlinemodel.talk.PhaseAnswer;
import io.quillmesh.offlinemodel.talk.ReplyAnswer;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.writing.ArticleWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The data documents of the five agents, as the mesh sends them in turns of one conversation. */
final class Conversation {

  static final List<Map<String, String>> CAPABILITIES =
      List.of(
          Map.of("id", "generate-article", "what", "x", "say", "Help me write a story"),
          Map.of("id", "length", "what", "x", "say", "Make it half as long"),
          Map.of("id", "artistic-mood", "what", "x", "say", "Make the artistic mood non-realist"),
          Map.of("id", "translate", "what", "x", "say", "Translate it"));

  private final String language;
  String article = "";
  List<String> decisions = List.of();
  String summary = "";
  String phase = "EXPLORING";

  Conversation(String language) {
    this.language = language;
  }

  JsonNode intent(String message) {
    return json(IntentAnswer.answer(document(data(message))));
  }

  /** Does the context agent's part, and remembers the result. */
  JsonNode context(String message) {
    Map<String, Object> data = data(message);
    data.put("capabilities", CAPABILITIES);
    JsonNode answer = json(ContextAnswer.answer(document(data)));
    decisions = answer.path("decisions").valueStream().map(JsonNode::asString).toList();
    summary = answer.path("summary").asString();
    return answer;
  }

  /** Writes or revises, and remembers the article. */
  String generate(String message) {
    JsonNode intent = intent(message);
    Map<String, Object> data = data(message);
    boolean write =
        article.isEmpty() || intent.path("intent").asString().equals("GENERATE_ARTICLE");
    data.put("task", write ? "WRITE" : "REVISE");
    data.put("intent", intent.path("intent").asString());
    data.put("slots", intent.path("slots"));
    article = ArticleWriter.write(document(data));
    return article;
  }

  JsonNode phase(String message) {
    JsonNode answer = json(PhaseAnswer.answer(document(data(message))));
    phase = answer.path("phase").asString();
    return answer;
  }

  String reply(String message, String outcome, String say) {
    JsonNode intent = intent(message);
    Map<String, Object> data = data(message);
    data.put("intent", intent.path("intent").asString());
    data.put("slots", intent.path("slots"));
    data.put("capabilities", CAPABILITIES);
    if (!article.isEmpty()) {
      data.put(
          "article",
          Map.of(
              "outcome",
              outcome,
              "title",
              title(),
              "markdown",
              article,
              "size",
              language.startsWith("zh")
                  ? Map.of("count", 600, "unit", "characters")
                  : Map.of("count", 400, "unit", "words")));
    }
    if (!say.isEmpty()) {
      data.put("suggestion", Map.of("id", "x", "what", "x", "say", say));
    }
    return ReplyAnswer.answer(document(data));
  }

  String title() {
    return article.lines().findFirst().orElse("").replaceFirst("^# ", "");
  }

  private Map<String, Object> data(String message) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("message", message);
    data.put("language", language);
    data.put("phase", phase);
    data.put("summary", summary);
    data.put("decisions", decisions);
    data.put("history", List.of());
    data.put("entities", List.of());
    if (!article.isEmpty()) {
      data.put("article", Map.of("title", title(), "markdown", article));
    }
    return data;
  }

  private static Document document(Map<String, Object> data) {
    return new Document(json(data));
  }

  private static JsonNode json(Object value) {
    return Json.MAPPER.readTree(Json.bytes(value));
  }
}
