package io.quillmesh.offlinemodel.understanding.words;

import io.quillmesh.offlinemodel.text.Lines;
import java.util.Map;
import java.util.regex.Pattern;

/** Patterns from the resources, in which {@code {name}} stands for a list of words. */
public final class Patterns {

  private static final Map<String, String> WORDS = Lines.pairs("understanding/words");

  private Patterns() {}

  public static Pattern compile(String pattern) {
    String expanded = pattern;
    for (Map.Entry<String, String> words : WORDS.entrySet()) {
      expanded = expanded.replace("{" + words.getKey() + "}", words.getValue());
    }
    return Pattern.compile(expanded, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
