package io.quillmesh.gateway.conversation.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Looks for words in titles. Capital and small, full and half width, Traditional and Simplified
 * Chinese are the same.
 */
public final class TitleSearch {
  private static final Map<Character, Character> SIMPLIFIED = simplified();

  private final List<String> words;

  private TitleSearch(List<String> words) {
    this.words = words;
  }

  /** For titles that have all words of a text; Chinese is one word up to the next space. */
  public static TitleSearch of(String text) {
    return new TitleSearch(
        Stream.of(folded(text).split("\\s+")).filter(word -> !word.isEmpty()).toList());
  }

  public boolean finds(String title) {
    if (words.isEmpty()) {
      return true;
    }
    String folded = folded(title);
    return words.stream().allMatch(folded::contains);
  }

  private static String folded(String text) {
    // A full-width space becomes a plain one here.
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder(plain.length());
    plain.chars().forEach(it -> folded.append(SIMPLIFIED.getOrDefault((char) it, (char) it)));
    return folded.toString();
  }

  private static Map<Character, Character> simplified() {
    String table;
    try (InputStream in = TitleSearch.class.getResourceAsStream("simplified.txt")) {
      table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // After a comment.
    List<String> lines = table.lines().toList();
    Map<Character, Character> known = new HashMap<>();
    for (int i = 0; i < lines.get(1).length(); i++) {
      known.put(lines.get(1).charAt(i), lines.get(2).charAt(i));
    }
    return Map.copyOf(known);
  }
}
