package io.quillmesh.offlinemodel.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Phrases by name, each in several wordings, with placeholders. */
public final class Phrases {

  private static final Map<String, Phrases> LOADED = new ConcurrentHashMap<>();

  private final String resource;
  private final Map<String, String> phrases;

  private Phrases(String resource) {
    this.resource = resource;
    this.phrases = Lines.pairs(resource);
  }

  /** Reads the phrases from a resource with lines such as {@code name = one wording | another}. */
  public static Phrases of(String resource) {
    return LOADED.computeIfAbsent(resource, Phrases::new);
  }

  /** All wordings of a phrase. */
  public List<String> all(String name) {
    String wordings = phrases.get(name);
    if (wordings == null) {
      throw new IllegalArgumentException("no phrase %s in %s".formatted(name, resource));
    }
    return Arrays.stream(wordings.split(" \\| ")).map(String::strip).toList();
  }

  /** One wording of a phrase, with its placeholders filled. */
  public String say(String name, Dice dice, Map<String, String> values) {
    return fill(dice.pick(all(name)), values);
  }

  /**
   * Fills the placeholders {@code {name}} in one pass, so that a value is never taken for a
   * placeholder.
   */
  public static String fill(String text, Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    int end = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', end)) {
      int close = text.indexOf('}', open);
      String value = close < 0 ? null : values.get(text.substring(open + 1, close));
      if (value == null) {
        filled.append(text, end, open + 1);
        end = open + 1;
      } else {
        filled.append(text, end, open).append(value);
        end = close + 1;
      }
    }
    return filled.append(text.substring(end)).toString();
  }
}
