package io.quillmesh.offlinemodel.writing.composing;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.text.Phrases;
import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills the placeholders of prepared sentences, each time with another image, so that a sentence
 * reads differently in each article.
 */
public final class Pen {

  /**
   * These stay the same throughout an article: the person it is about, and what that person
   * carries.
   */
  private static final Map<String, String> LASTING = Map.of("name", "name", "token", "thing");

  private static final Set<String> SMALL_WORDS =
      Set.of(
          "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to",
          "with");

  private final Language language;
  private final Map<String, List<String>> images = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();
  private int turn;

  public Pen(Language language, String topic, Dice dice) {
    this.language = language;
    Phrases phrases = Phrases.of("writing/" + language.tag() + "/images");
    for (String kind : List.of("light", "sound", "smell", "hour", "thing", "person", "name")) {
      images.put(kind, dice.shuffled(phrases.all(kind)));
    }
    LASTING.forEach((place, kind) -> values.put(place, image(kind, 0)));
    // Once mentioned, "a lighthouse" becomes "the lighthouse".
    String named = language == Language.EN ? topic.replaceFirst("(?i)^an? ", "the ") : topic;
    values.put("topic", named);
    values.put("Topic", capital(named));
  }

  public Pen with(String place, String value) {
    values.put(place, value);
    return this;
  }

  public String fill(String sentence) {
    turn++;
    Map<String, String> now = new HashMap<>(values);
    for (String kind : List.of("light", "sound", "smell", "hour", "thing", "person")) {
      now.put(kind, image(kind, turn));
    }
    String filled = Phrases.fill(sentence, now);
    return language == Language.EN ? capital(filled) : filled;
  }

  /** A title or a heading, in which English capitalizes most words. */
  String heading(String heading) {
    Map<String, String> now = new HashMap<>(values);
    if (language == Language.EN) {
      String topic = titleCase(values.getOrDefault("topic", ""));
      now.put("topic", topic);
      now.put("Topic", capital(topic));
    }
    return Phrases.fill(heading, now);
  }

  static String titleCase(String text) {
    return Arrays.stream(text.split(" "))
        .map(word -> SMALL_WORDS.contains(word) ? word : capital(word))
        .collect(Collectors.joining(" "));
  }

  private String image(String kind, int index) {
    List<String> all = images.getOrDefault(kind, Arrays.asList(""));
    return all.get(index % all.size());
  }

  public static String capital(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    int end = text.offsetByCodePoints(0, 1);
    return text.substring(0, end).toUpperCase(java.util.Locale.ROOT) + text.substring(end);
  }
}
