package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.text.Lines;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kind of text a property is for, as its name or its description says. */
enum Wanted {
  TITLE,
  REASON,
  CLAIM,
  SENTENCE,
  PARAGRAPH,
  HEADING,
  TOPIC,
  NEED,
  QUESTION,
  SUMMARY,
  ADVICE,
  /** Nothing that is known here. */
  REMARK;

  private static final Map<String, String> WORDS = Lines.pairs("declared/wanted");
  private static final Map<Wanted, Pattern> PATTERNS =
      Stream.of(values())
          .filter(kind -> kind != REMARK)
          .collect(Collectors.toMap(Function.identity(), Wanted::load));

  /** "In one sentence" says how long a text is, not what it is. */
  private static final Pattern LENGTHS =
      Pattern.compile(
          "(?i)\\b(?:an?|one|two|three|one or two|\\d+)(?: (?:short|full|plain|simple))* (?:sentence|paragraph)s?\\b");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_-]");

  /** What the place is for; what is nearest to it decides. */
  static Wanted of(Place place) {
    return place.hints().map(Wanted::of).flatMap(Optional::stream).findFirst().orElse(REMARK);
  }

  /** The kind that a name or a description mentions first. */
  static Optional<Wanted> of(String hint) {
    String words = LENGTHS.matcher(HUMP.matcher(hint).replaceAll(" ")).replaceAll(" ");
    return PATTERNS.entrySet().stream()
        .flatMap(
            kind -> start(kind.getValue(), words).map(at -> Map.entry(at, kind.getKey())).stream())
        .min(
            Comparator.comparingInt(Map.Entry<Integer, Wanted>::getKey)
                .thenComparing(Map.Entry::getValue))
        .map(Map.Entry::getValue);
  }

  /** Whether the article has only so much of it. */
  boolean isLimited() {
    return this == CLAIM
        || this == SENTENCE
        || this == PARAGRAPH
        || this == HEADING
        || this == NEED;
  }

  private static Optional<Integer> start(Pattern pattern, String words) {
    return pattern.matcher(words).results().map(MatchResult::start).findFirst();
  }

  private static Pattern load(Wanted kind) {
    String words = WORDS.getOrDefault(kind.name(), "");
    String either =
        Arrays.stream(words.split(" \\| "))
            .map(word -> word.matches("[\\w ]+") ? "\\b" + word + "(?:e?s)?\\b" : word)
            .collect(Collectors.joining("|"));
    return Pattern.compile(either, Pattern.CASE_INSENSITIVE);
  }
}
