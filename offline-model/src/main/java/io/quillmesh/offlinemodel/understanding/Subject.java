package io.quillmesh.offlinemodel.understanding;

import io.quillmesh.offlinemodel.understanding.words.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation's article is about, and what kind of text it is.
 *
 * @param topic empty if nobody named one
 * @param genre a name of {@link Vocabulary#GENRES}
 */
public record Subject(String topic, String genre) {

  private static final List<String> TOPIC_LABELS = List.of("主题：", "Topic: ");
  private static final List<String> GENRE_LABELS = List.of("体裁：", "Genre: ");

  /**
   * Taken from the message, or else from earlier decisions, earlier messages or the title, in this
   * order.
   */
  public static Subject of(Document data) {
    Reading now = data.reading();
    boolean anew = now.intent() == Intent.GENERATE_ARTICLE;
    String topic =
        first(
            () -> data.slot("topic"),
            () -> anew ? Optional.ofNullable(now.slots().topic()) : Optional.empty(),
            () -> decided(data, TOPIC_LABELS),
            () -> said(data, Slots::topic),
            () -> data.article("title"));
    String genre =
        first(
            () -> anew ? genre(data.slot("style").orElse("")) : Optional.empty(),
            () -> anew ? genre(data.message().replace(topic, " ")) : Optional.empty(),
            () -> decided(data, GENRE_LABELS).flatMap(Subject::genre),
            () -> said(data, Slots::style).flatMap(Subject::genre));
    return new Subject(topic, genre.isEmpty() ? "essay" : genre);
  }

  private static Optional<String> genre(String text) {
    return Vocabulary.GENRES.find(text).map(Vocabulary.Word::name);
  }

  private static Optional<String> decided(Document data, List<String> labels) {
    return data.texts("decisions").reversed().stream()
        .flatMap(one -> labels.stream().filter(one::startsWith).map(l -> one.substring(l.length())))
        .findFirst();
  }

  /** Looks in the earlier messages, and in the summary for those that are older. */
  private static Optional<String> said(Document data, Function<Slots, @Nullable String> slot) {
    List<String> summary = data.text("summary").orElse("").lines().toList().reversed();
    return Stream.concat(data.earlierMessages().stream(), summary.stream())
        .map(message -> MessageReader.read(message, false, data.labels()))
        .filter(reading -> reading.intent() == Intent.GENERATE_ARTICLE)
        .flatMap(reading -> Stream.ofNullable(slot.apply(reading.slots())))
        .findFirst();
  }

  /**
   * Reading the earlier messages takes most of an answer's time, so it happens only if nothing else
   * helps.
   */
  @SafeVarargs
  private static String first(Supplier<Optional<String>>... candidates) {
    return Stream.of(candidates)
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }
}
