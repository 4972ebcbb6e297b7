package io.quillmesh.intent;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.quillmesh.schemas.Intent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What {@code evaluation/README.md} promises of the labelled messages. */
class EvaluationDataTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("quillmesh.root", "..")).resolve("evaluation/intent");
  private static final Path PLAIN = FOLDER.resolveSibling("intent-plain");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final double NEAR = 0.5;

  /** Shorter ones share most of their letters with others by nature. */
  private static final int SHORT = 12;

  /** A line of a file. */
  record Message(
      String text, String topic, boolean article, @Nullable List<String> buttons, Split split) {
    String letters() {
      return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
  }

  enum Split {
    train,
    dev,
    test
  }

  /** A text in pieces, to compare it with others. */
  record Pieces(Message message, String letters, Set<String> grams) {
    static Pieces of(Message message, int length) {
      String letters = message.letters();
      return new Pieces(
          message,
          letters,
          IntStream.rangeClosed(0, letters.length() - length)
              .mapToObj(at -> letters.substring(at, at + length))
              .collect(toSet()));
    }

    boolean isNear(Pieces other) {
      if (letters.length() < SHORT || other.letters.length() < SHORT) {
        return letters.equals(other.letters) && !letters.isEmpty();
      }
      int smaller = Math.min(grams.size(), other.grams.size());
      int larger = Math.max(grams.size(), other.grams.size());
      if (smaller < NEAR * larger) {
        return false;
      }
      long shared = grams.stream().filter(other.grams::contains).count();
      return shared >= NEAR * (smaller + larger - shared);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everyIntentHasMessagesOfManyTopicsInEverySplit(String language) throws IOException {
    for (Intent intent : Intent.values()) {
      if (intent == Intent.UNKNOWN) {
        continue;
      }
      List<Message> messages = read(FOLDER.resolve(language).resolve(intent + ".jsonl"));

      assertThat(messages).as("%s of %s", intent, language).hasSizeGreaterThanOrEqualTo(150);
      assertThat(messages.stream().map(Message::topic).distinct()).hasSizeGreaterThanOrEqualTo(25);
      assertThat(messages.stream().collect(groupingBy(Message::split, counting())))
          .allSatisfy((split, count) -> assertThat(count).isGreaterThanOrEqualTo(30));
      assertThat(messages)
          .allSatisfy(message -> assertThat(message.text()).isNotBlank())
          .extracting(Message::split)
          .contains(Split.values());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void aTopicIsInOneSplit(String language) throws IOException {
    Map<String, Set<Split>> splits =
        all(language).stream()
            .collect(groupingBy(Message::topic, mapping(Message::split, toSet())));

    assertThat(splits).allSatisfy((topic, of) -> assertThat(of).as(topic).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void noMessageComesTwiceInTheSameSituation(String language) throws IOException {
    assertThat(all(language))
        .extracting(message -> entry(message.text(), message.article() + " " + message.buttons()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void noNearDuplicateCrossesTheSplit(String language) throws IOException {
    List<Pieces> pieces = pieces(language, all(language));
    List<String> near = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      for (Pieces other : pieces.subList(i + 1, pieces.size())) {
        Pieces one = pieces.get(i);
        if (one.message().split() != other.message().split() && one.isNear(other)) {
          near.add(one.message() + " ~ " + other.message());
        }
      }
    }

    assertThat(near).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void noPlainMessageIsNearToWhatIsLearntFrom(String language) throws IOException {
    List<Pieces> learnt =
        pieces(
            language,
            all(language).stream().filter(message -> message.split() != Split.test).toList());
    List<Message> plain = all(PLAIN, language);

    assertThat(plain).hasSizeGreaterThan(200).allMatch(message -> message.split() == Split.test);
    assertThat(pieces(language, plain).stream().filter(it -> learnt.stream().anyMatch(it::isNear)))
        .extracting(it -> it.message().text())
        .isEmpty();
  }

  private static List<Pieces> pieces(String language, List<Message> messages) {
    int length = language.equals("zh") ? 2 : 3;
    return messages.stream().map(message -> Pieces.of(message, length)).toList();
  }

  private static List<Message> all(String language) throws IOException {
    return all(FOLDER, language);
  }

  private static List<Message> all(Path folder, String language) throws IOException {
    List<Path> files;
    try (var listed = Files.list(folder.resolve(language))) {
      files = listed.sorted().toList();
    }
    List<Message> all = new ArrayList<>();
    for (Path file : files) {
      all.addAll(read(file));
    }
    return all;
  }

  private static List<Message> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> JSON.readValue(line, Message.class))
        .toList();
  }
}
