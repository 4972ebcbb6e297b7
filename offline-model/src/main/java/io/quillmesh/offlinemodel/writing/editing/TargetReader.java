package io.quillmesh.offlinemodel.writing.editing;

import io.quillmesh.offlinemodel.text.Lines;
import io.quillmesh.offlinemodel.understanding.words.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the part of an article that a message refers to. */
final class TargetReader {

  private static final List<String> ORDINALS =
      List.of(
          "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
          "tenth");

  private static final Map<String, Pattern> PATTERNS = new LinkedHashMap<>();

  static {
    Lines.pairs("understanding/targets")
        .forEach(
            (name, regex) -> PATTERNS.put(name, Pattern.compile(regex, Pattern.CASE_INSENSITIVE)));
  }

  private TargetReader() {}

  static @Nullable Target read(String message) {
    for (Map.Entry<String, Pattern> entry : PATTERNS.entrySet()) {
      Matcher matcher = entry.getValue().matcher(message);
      if (matcher.find()) {
        return switch (entry.getKey()) {
          case "ending" -> new Target.Ending();
          case "opening" -> new Target.Opening();
          case "paragraph" -> new Target.Paragraph(number(matcher));
          case "section" -> new Target.Part(number(matcher));
          default -> new Target.Named(Groups.first(matcher, "name", "name2", "name3").strip());
        };
      }
    }
    return null;
  }

  private static int number(Matcher matcher) {
    String ordinal =
        Groups.first(matcher, "number", "number2", "ordinal").toLowerCase(java.util.Locale.ROOT);
    int index = ORDINALS.indexOf(ordinal);
    return index >= 0 ? index + 1 : (int) Numbers.parse(ordinal.replaceAll("(?:st|nd|rd|th)$", ""));
  }
}
