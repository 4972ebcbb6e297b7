package io.quillmesh.offlinemodel.understanding;

import io.quillmesh.offlinemodel.text.Lines;
import io.quillmesh.offlinemodel.understanding.words.Language;
import io.quillmesh.offlinemodel.understanding.words.Patterns;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of a language, tried from the first to the last. */
final class IntentRules {

  private static final Map<Language, List<Rule>> RULES =
      Stream.of(Language.values())
          .collect(Collectors.toMap(Function.identity(), IntentRules::load));

  private IntentRules() {}

  /** One line of the resource. */
  record Rule(Intent intent, double confidence, String condition, Pattern pattern) {

    Rule withConfidence(double other) {
      return new Rule(intent, other, condition, pattern);
    }

    boolean fits(String message, boolean hasArticle) {
      boolean allowed =
          switch (condition) {
            case "article" -> hasArticle;
            case "none" -> !hasArticle;
            default -> true;
          };
      return allowed && pattern.matcher(message).find();
    }
  }

  private static final Rule NOTHING = new Rule(Intent.OTHER, 0.4, "-", Pattern.compile(""));

  /**
   * The message's own language comes first: a Chinese sentence may contain English words, and the
   * other way round.
   */
  static Rule first(String message, Language language, boolean hasArticle) {
    Language other = language == Language.ZH ? Language.EN : Language.ZH;
    return Stream.of(language, other)
        .flatMap(one -> RULES.getOrDefault(one, List.of()).stream())
        .filter(rule -> rule.fits(message, hasArticle))
        .findFirst()
        .orElse(NOTHING);
  }

  private static List<Rule> load(Language language) {
    return Lines.of("understanding/intents." + language.tag()).stream()
        .filter(line -> !line.isEmpty())
        .map(line -> line.split(" ", 4))
        .map(part ->
            new Rule(
                Intent.valueOf(part[0]),
                Double.parseDouble(part[1]),
                part[2],
                Patterns.compile(part[3])))
        .toList();
  }
}
