package io.quillmesh.offlinemodel.understanding.words;

import io.quillmesh.offlinemodel.text.Lines;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words in both languages for what the model has a name for. */
public final class Vocabulary {

  /** Kinds of text, such as travelogue. */
  public static final Vocabulary GENRES = new Vocabulary("genres");

  /** Moods and registers, such as non-realist. */
  public static final Vocabulary MOODS = new Vocabulary("moods");

  /** Languages, as BCP 47 tags. */
  public static final Vocabulary LANGUAGES = new Vocabulary("languages");

  private final Map<String, Pattern> patterns = new LinkedHashMap<>();

  private Vocabulary(String resource) {
    Lines.pairs("understanding/" + resource)
        .forEach((name, pattern) -> patterns.put(name, Patterns.compile(pattern)));
  }

  /** A word that was found. * * @param name the model's name * @param said the person's word */
  public record Word(String name, String said) {}

  /** The first word of this vocabulary that occurs in the text, in the vocabulary's order. */
  public Optional<Word> find(String text) {
    for (Map.Entry<String, Pattern> entry : patterns.entrySet()) {
      Matcher matcher = entry.getValue().matcher(text);
      if (matcher.find()) {
        return Optional.of(new Word(entry.getKey(), matcher.group().strip()));
      }
    }
    return Optional.empty();
  }
}
