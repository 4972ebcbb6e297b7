package io.quillmesh.offlinemodel.declared;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * Makes a text for a simple regular expression: letters, escapes, classes, groups, alternatives and
 * counts. It has no lookarounds and no references back.
 */
final class PatternText {

  /** What a class is tried with. */
  private static final String CHARACTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.,:;!?/@#+'\"()中文字…";

  private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:(,)(\\d*))?}");
  private static final int MOST_EXTRA = 200;

  private final String pattern;
  private final int shift;
  private final int extra;
  private int at;

  private PatternText(String pattern, int shift, int extra) {
    this.pattern = pattern;
    this.shift = shift;
    this.extra = extra;
  }

  /**
   * A text that has the pattern and a length within the limits; empty if none was found.
   *
   * @param shift another one gives another text if the pattern leaves a choice
   */
  static Optional<String> of(String pattern, int shift, int min, int max) {
    Pattern compiled = Pattern.compile(pattern);
    // With more repetitions the text gets longer.
    return IntStream.rangeClosed(0, Math.min(Math.max(min, 1), MOST_EXTRA))
        .mapToObj(extra -> attempt(pattern, shift, extra))
        .flatMap(Optional::stream)
        .filter(text -> TextFit.length(text) >= min && TextFit.length(text) <= max)
        .filter(text -> compiled.matcher(text).find())
        .findFirst();
  }

  private static Optional<String> attempt(String pattern, int shift, int extra) {
    PatternText writer = new PatternText(pattern, shift, extra);
    try {
      String text = writer.alternatives();
      return writer.at == pattern.length() ? Optional.of(text) : Optional.empty();
    } catch (UnsupportedOperationException | PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** All alternatives are read, and the first is taken. */
  private String alternatives() {
    String first = sequence();
    while (peek() == '|') {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && peek() != '|' && peek() != ')') {
      int start = at;
      String once = atom();
      int count = count();
      int end = at;
      for (int i = 0; i < count; i++) {
        text.append(once);
      }
      if (start == end) {
        throw new UnsupportedOperationException(pattern);
      }
    }
    return text.toString();
  }

  private String atom() {
    char first = pattern.charAt(at);
    return switch (first) {
      case '^', '$' -> {
        at++;
        yield "";
      }
      case '(' -> group();
      case '[' -> oneOf(classEnd());
      case '\\' -> escape();
      case '.' -> oneOf(at + 1);
      default -> {
        int end = pattern.offsetByCodePoints(at, 1);
        String literal = pattern.substring(at, end);
        at = end;
        yield literal;
      }
    };
  }

  private String group() {
    at++;
    if (peek() == '?') {
      if (!pattern.startsWith("?:", at)) {
        throw new UnsupportedOperationException(pattern);
      }
      at += 2;
    }
    String inside = alternatives();
    at++;
    return inside;
  }

  private String escape() {
    char letter = pattern.charAt(at + 1);
    if (letter == 'b' || letter == 'B' || Character.isDigit(letter) || letter == 'k') {
      throw new UnsupportedOperationException(pattern);
    }
    boolean hasBraces = letter == 'p' || letter == 'P';
    return oneOf(hasBraces ? pattern.indexOf('}', at) + 1 : at + 2);
  }

  private int classEnd() {
    int end = at + 1;
    while (pattern.charAt(end) != ']' || end == at + 1) {
      end += pattern.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  /** A character that the part of the pattern up to here allows. */
  private String oneOf(int end) {
    Pattern part = Pattern.compile(pattern.substring(at, end));
    at = end;
    int[] allowed =
        CHARACTERS
            .codePoints()
            .filter(c -> part.matcher(Character.toString(c)).matches())
            .toArray();
    if (allowed.length == 0) {
      throw new UnsupportedOperationException(pattern);
    }
    return Character.toString(allowed[shift % allowed.length]);
  }

  private int count() {
    Matcher braces = COUNT.matcher(pattern).region(at, pattern.length());
    int low = 1;
    int high = 1;
    if (braces.lookingAt()) {
      at = braces.end();
      low = Integer.parseInt(braces.group(1));
      String most = braces.group(3);
      high =
          braces.group(2) == null
              ? low
              : most == null || most.isEmpty() ? MOST_EXTRA : Integer.parseInt(most);
    } else if (peek() == '*' || peek() == '+' || peek() == '?') {
      low = peek() == '+' ? 1 : 0;
      high = peek() == '?' ? 1 : MOST_EXTRA;
      at++;
    }
    if (at > 0 && (peek() == '?' || peek() == '+') && "*+?}".indexOf(pattern.charAt(at - 1)) >= 0) {
      at++;
    }
    return Math.max(low, Math.min(high, low + extra));
  }

  private char peek() {
    return at < pattern.length() ? pattern.charAt(at) : '\0';
  }
}
