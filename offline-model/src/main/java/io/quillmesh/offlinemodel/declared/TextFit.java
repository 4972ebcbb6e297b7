package io.quillmesh.offlinemodel.declared;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Brings a text to the length and the pattern that a schema asks for. */
final class TextFit {

  private static final String MARK = "…";

  /** Below this, a cut is not marked. */
  private static final int SHORT = 8;

  private TextFit() {}

  /** The first candidate that fits, if need be cut or repeated. */
  static String fit(Place place, List<String> candidates) {
    Shape shape = place.shape();
    int min = shape.number("minLength", 0);
    int max = shape.number("maxLength", Integer.MAX_VALUE);
    if (min > max) {
      throw Shape.impossible("no text is allowed at " + place.path());
    }
    Optional<String> pattern = shape.pattern();
    if (pattern.isEmpty()) {
      String whole =
          candidates.stream()
              .filter(text -> length(text) <= max && length(text) >= min)
              .findFirst()
              .orElseGet(candidates::getFirst);
      return resized(whole, min, max);
    }
    Pattern compiled = compile(place, pattern.get());
    return candidates.stream()
        .map(text -> resized(text, min, max))
        .filter(text -> compiled.matcher(text).find())
        .findFirst()
        .or(() -> PatternText.of(pattern.get(), place.index(), min, max))
        .orElseThrow(() ->
            Shape.impossible(
                "it makes no text for the pattern %s at %s; simple ones have letters, classes, groups and counts"
                    .formatted(pattern.get(), place.path())));
  }

  private static Pattern compile(Place place, String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw Shape.impossible(
          "the pattern at %s is broken: %s".formatted(place.path(), e.getDescription()));
    }
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String resized(String text, int min, int max) {
    StringBuilder longer = new StringBuilder(text.isEmpty() ? MARK : text);
    while (length(longer.toString()) < min) {
      longer.append(' ').append(text.isEmpty() ? MARK : text);
    }
    String all = text.isEmpty() && min == 0 ? "" : longer.toString();
    if (length(all) <= max) {
      return all;
    }
    boolean isMarked = max > SHORT;
    String cut = all.substring(0, all.offsetByCodePoints(0, isMarked ? max - 1 : max));
    return isMarked ? cut + MARK : cut;
  }
}
