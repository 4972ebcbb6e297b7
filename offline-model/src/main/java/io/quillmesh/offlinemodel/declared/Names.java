package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.text.Lines;
import io.quillmesh.offlinemodel.understanding.words.Language;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names that some subjects have in both languages. */
public final class Names {

  /** English to Chinese. */
  private static final Map<String, String> ALL = Lines.pairs("declared/names");

  private Names() {}

  /** The longest name within the topic, in this language. */
  public static Optional<String> of(String topic, Language language) {
    String words = " " + topic.toLowerCase(Locale.ROOT) + " ";
    return ALL.entrySet().stream()
        .filter(name ->
            topic.contains(name.getValue())
                || words.contains(" " + name.getKey().toLowerCase(Locale.ROOT) + " "))
        .max(Comparator.comparingInt(name -> name.getKey().length()))
        .map(name -> language == Language.EN ? name.getKey() : name.getValue());
  }
}
