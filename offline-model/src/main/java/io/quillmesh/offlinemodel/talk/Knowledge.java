package io.quillmesh.offlinemodel.talk;

import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The things that a message mentions, and their relations. */
final class Knowledge {

  private static final Pattern WORK = Pattern.compile("《(.+?)》");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b(?:1\\d|20)\\d{2}s?\\b|(?:1\\d|20)\\d{2}年|[一二三四五六七八九十]+世纪|(?:春|夏|秋|冬)天"
              + "|\\b(?:spring|summer|autumn|winter)\\b|\\b\\d{1,2}th century\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile("(?<=[a-z,] )[A-Z][\\w'’]+(?: [A-Z][\\w'’]+)*");
  private static final Pattern PLACE =
      Pattern.compile(
          "(?i).*(?:市|省|县|镇|村|山|湖|河|江|海|岛|洲|沙漠|草原|寺|园|街|城|国|\\b(?:city|river|lake|island|mountains?|desert|valley|bay|street|park|town|village|coast|sea))$");

  private final Map<String, Map<String, String>> entities = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> relations = new LinkedHashMap<>();

  static Knowledge of(Said said) {
    Knowledge knowledge = new Knowledge();
    knowledge.learn(said);
    return knowledge;
  }

  List<Map<String, String>> entities() {
    return List.copyOf(entities.values());
  }

  List<Map<String, String>> relations() {
    return List.copyOf(relations.values());
  }

  private void learn(Said said) {
    String message = said.data().message();
    String topic = said.subject().topic();
    if (!topic.isBlank()) {
      String id = entity(topicType(said), topic);
      String genre = said.values().getOrDefault("genre", "");
      String between = said.reading().language() == Language.ZH ? "" : " ";
      String title = said.data().article("title").orElse(topic + between + genre);
      String work = entity("work", topic, title);
      relation(work, "about", id);
      addAll(TIME, message.replace(topic, " "), "time", id, "at_time");
      addAll(WORK, message, "work", id, "related_to");
      addAll(NAME, message.replace(topic, " "), "other", id, "related_to");
      if (!said.slot("mood").isEmpty()) {
        relation(work, "has_mood", entity("mood", said.slot("mood")));
      }
      if (!said.slot("template").isEmpty()) {
        relation(work, "follows", entity("template", said.slot("template")));
      }
    }
  }

  private void addAll(Pattern pattern, String text, String type, String topic, String relation) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String name = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
      String id = entity(type, name);
      if (!id.equals(topic)) {
        relation(topic, relation, id);
      }
    }
  }

  private static String topicType(Said said) {
    String topic = said.subject().topic();
    String genre = said.subject().genre();
    if (said.data().message().contains("《" + topic + "》") || genre.equals("review")) {
      return "work";
    }
    if (genre.equals("biography")) {
      return "person";
    }
    return genre.equals("travelogue") || PLACE.matcher(topic).matches() ? "place" : "concept";
  }

  private String entity(String type, String name) {
    return entity(type, name, name);
  }

  /** The id is made from the key, so that the article keeps its id under every title. */
  private String entity(String type, String key, String name) {
    String id = type + ":" + key.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", "-");
    entities.putIfAbsent(id, Map.of("id", id, "name", name, "type", type));
    return id;
  }

  private void relation(String from, String type, String to) {
    relations.putIfAbsent(from + type + to, Map.of("from", from, "type", type, "to", to));
  }
}
