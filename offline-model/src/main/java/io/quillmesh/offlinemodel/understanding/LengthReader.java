package io.quillmesh.offlinemodel.understanding;

import io.quillmesh.offlinemodel.text.Lines;
import io.quillmesh.offlinemodel.understanding.words.Numbers;
import io.quillmesh.offlinemodel.understanding.words.Patterns;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how long the article should be. */
public final class LengthReader {

  private static final Pattern WORDS =
      Pattern.compile("(\\d[\\d,]*)[- ]?words?\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARACTERS = Patterns.compile("({numberZh})\\s*个?(?:字|词)");
  private static final Pattern PERCENT =
      Pattern.compile("(?:到|成|为|至|\\bto|\\bat)\\s*(?:原来的|原文的)?\\s*(?:about )?(\\d{1,3})\\s*[%%]");
  private static final Map<String, Pattern> FACTORS = new LinkedHashMap<>();

  static {
    Lines.pairs("understanding/lengths")
        .forEach((factor, pattern) -> FACTORS.put(factor, Patterns.compile(pattern)));
  }

  private LengthReader() {}

  /** A factor or a count; null if the message has neither. */
  public static @Nullable String read(String message) {
    Matcher words = WORDS.matcher(message);
    if (words.find()) {
      return Numbers.parse(words.group(1)) + " words";
    }
    Matcher characters = CHARACTERS.matcher(message);
    if (characters.find() && Numbers.parse(characters.group(1)) >= 10) {
      return Numbers.parse(characters.group(1)) + "字";
    }
    Matcher percent = PERCENT.matcher(message);
    if (percent.find()) {
      return Double.parseDouble(percent.group(1)) / 100 + "x";
    }
    return FACTORS.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(message).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
