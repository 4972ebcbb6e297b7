package io.quillmesh.gateway.conversation.admission;

import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.AgentOutput;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Intent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a card must be like, without a look at other cards or at the registry. */
final class CardRules {
  private static final int MAX_LABEL = 80;

  /** For what people only look at: model, version, hash. */
  private static final int MAX_NOTE = 200;

  private static final Set<String> INTENTS =
      Arrays.stream(Intent.values())
          .filter(intent -> intent != Intent.UNKNOWN)
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());

  private CardRules() {}

  /**
   * The first thing that is wrong with a card.
   *
   * @param turn how long a turn may take
   */
  static Optional<String> problem(PublishedCard published, Duration turn) {
    AgentCard card = published.card();
    return Stream.<Supplier<@Nullable String>>of(
            () -> name(card.getName()),
            () -> size(published.bytes()),
            () -> label("en", card.getLabels().getEn()),
            () -> label("zh", card.getLabels().getZh()),
            () -> deadline(card.getDeadlineMs(), turn),
            () -> intents(card.getIntents()),
            () -> after(card.getAfter()),
            () -> note("model", card.getModel()),
            () -> note("version", card.getVersion()),
            () -> note("promptHash", card.getPromptHash()),
            () -> output(card.getOutput()),
            () -> AnswerSchema.problem(card),
            () -> ResultEnvelope.problem(card))
        .map(Supplier::get)
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  private static @Nullable String name(String name) {
    if (!Agents.isName(name)) {
      return "its name must be 2 to 40 lower-case letters, digits and single hyphens, and begin with"
          + " a letter";
    }
    return Agents.isReserved(name) ? name + " is reserved: choose another name" : null;
  }

  private static @Nullable String size(int bytes) {
    return bytes > PublishedCard.MAX_BYTES
        ? "its card has %d bytes, and at most %d are read: shorten its schemas"
            .formatted(bytes, PublishedCard.MAX_BYTES)
        : null;
  }

  private static @Nullable String label(String language, String label) {
    if (label.isBlank()) {
      return "labels.%s is missing: say what people see it called".formatted(language);
    }
    return tooLong("labels." + language, label, MAX_LABEL);
  }

  private static @Nullable String note(String name, String text) {
    return tooLong(name, text, MAX_NOTE);
  }

  private static @Nullable String tooLong(String name, String text, int most) {
    return text.length() > most
        ? "%s has %d characters, and at most %d are shown: shorten it"
            .formatted(name, text.length(), most)
        : null;
  }

  private static @Nullable String deadline(long millis, Duration turn) {
    return millis <= 0 || millis >= turn.toMillis()
        ? "its deadline must be longer than nothing and shorter than a turn may take, %d ms, not %d ms"
            .formatted(turn.toMillis(), millis)
        : null;
  }

  private static @Nullable String intents(List<String> intents) {
    return intents.stream()
        .filter(intent -> !INTENTS.contains(intent))
        .findFirst()
        .map(intent ->
            "%s is no intent: use %s"
                .formatted(
                    Quoted.of(intent), INTENTS.stream().sorted().collect(Collectors.joining(", "))))
        .orElse(null);
  }

  private static @Nullable String after(List<String> after) {
    return after.stream()
        .filter(name -> !Agents.isName(name))
        .findFirst()
        .map(name -> "it comes after %s, which is no agent's name".formatted(Quoted.of(name)))
        .orElse(null);
  }

  private static @Nullable String output(AgentOutput output) {
    return output == AgentOutput.UNKNOWN
        ? "its output is not known here: RECORD or TEXT is expected"
        : null;
  }
}
