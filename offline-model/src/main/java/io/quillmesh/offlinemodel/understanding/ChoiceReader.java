package io.quillmesh.offlinemodel.understanding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads messages that speak of a button instead of pressing it: "the letter one", 「第二个」. */
public final class ChoiceReader {
  private static final int LONGEST = 60;

  /** Only such a message is about a button. Any other message is read normally. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\b(?:one|option|button|choice)\\b|\\b(?:first|second|third|fourth|fifth|last)\\b|那个|这个|第[一二三四五1-5]个|最后一?个|按钮|选项",
          Pattern.CASE_INSENSITIVE);

  private static final List<Pattern> ORDINALS =
      List.of(
          Pattern.compile("\\bfirst\\b|第[一1]个", Pattern.CASE_INSENSITIVE),
          Pattern.compile("\\bsecond\\b|第[二2]个", Pattern.CASE_INSENSITIVE),
          Pattern.compile("\\bthird\\b|第[三3]个", Pattern.CASE_INSENSITIVE),
          Pattern.compile("\\bfourth\\b|第[四4]个", Pattern.CASE_INSENSITIVE),
          Pattern.compile("\\bfifth\\b|第[五5]个", Pattern.CASE_INSENSITIVE));
  private static final Pattern LAST = Pattern.compile("\\blast\\b|最后一?个", Pattern.CASE_INSENSITIVE);

  private static final Pattern FILLERS =
      Pattern.compile(
          "\\b(?:the|an?|one|option|button|choice|please|i|i'd|i'll|would|will|like|want|take|use|try|choose|pick|prefer"
              + "|go|with|for|that|this|let's|let|us|yes|ok|okay|me|give|do|template|of|and|thanks?)\\b"
              + "|请|我|想要|要|想|选择|选|就|用|使用|采用|来|按钮|按|换成|换|那个|这个|一个|选项|模板|吧|的|了|好|[\\s,.!?，。！？「」『』“”\"']",
          Pattern.CASE_INSENSITIVE);

  private ChoiceReader() {}

  /** What pressing the button would have said; empty if the message mentions no button, or two. */
  public static Optional<String> read(String message, List<JsonNode> choices) {
    if (choices.isEmpty() || message.length() > LONGEST || !REFERENCE.matcher(message).find()) {
      return Optional.empty();
    }
    return byName(message, choices).or(() -> byPlace(message, choices));
  }

  private static Optional<String> byName(String message, List<JsonNode> choices) {
    String name = FILLERS.matcher(message).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    if (name.length() < 2) {
      return Optional.empty();
    }
    List<String> words = Arrays.asList(name.split("\\s+"));
    List<JsonNode> named =
        choices.stream()
            .filter(choice -> {
              String label = choice.path("label").asString("").toLowerCase(Locale.ROOT);
              return words.stream().allMatch(label::contains);
            })
            .toList();
    return named.size() == 1 ? Optional.of(says(named.getFirst())) : Optional.empty();
  }

  private static Optional<String> byPlace(String message, List<JsonNode> choices) {
    for (int place = 0; place < ORDINALS.size(); place++) {
      Matcher ordinal = ORDINALS.get(place).matcher(message);
      // "The first paragraph" is not a button.
      if (ordinal.find() && place < choices.size() && isAlone(ordinal.replaceAll(" "))) {
        return Optional.of(says(choices.get(place)));
      }
    }
    Matcher last = LAST.matcher(message);
    return last.find() && isAlone(last.replaceAll(" "))
        ? Optional.of(says(choices.getLast()))
        : Optional.empty();
  }

  private static boolean isAlone(String rest) {
    return FILLERS.matcher(rest).replaceAll("").isEmpty();
  }

  private static String says(JsonNode choice) {
    return choice.path("message").asString("");
  }
}
