package io.quillmesh.tuning.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.tuning.RealWeights;
import io.quillmesh.tuning.artefact.ArtefactFile;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Message;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Split;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The intent agent's artefact, with the real encoders, on test messages that nobody tuned to. What
 * it has to reach is what it reached (docs/prompt-tuning.md) without three points.
 */
class IntentArtefactTest {
  private static final Path ARTEFACT =
      RealWeights.root().resolve("intent-service/tuning/intent.safetensors");

  private static TunedClassifier classifier;
  private static List<Judged> judged;

  /** Of whom, in {@code evaluation}. */
  enum Messages {
    /** Difficult ones, of the writers of the training messages. */
    DIFFICULT("intent"),
    /** Ordinary ones, of others. */
    PLAIN("intent-plain");

    private final String place;

    Messages(String place) {
      this.place = place;
    }

    /** A list, because the streams in a flat map are never parallel. */
    List<Judged> judged() {
      Path data = RealWeights.root().resolve("evaluation").resolve(place);
      return Corpus.read(data, classifier.task()).messages().parallelStream()
          .filter(message -> message.split() == Split.TEST)
          .map(message -> new Judged(this, message, guess(message.text(), message.article())))
          .toList();
    }
  }

  record Judged(Messages of, Message message, Guess guess) {
    boolean isRight() {
      return guess.label().equals(message.label());
    }
  }

  @BeforeAll
  static void judgeTheTestMessages() {
    ArtefactFile.read(ARTEFACT).routes().values().forEach(it -> RealWeights.of(it.encoder()));
    classifier = TunedClassifier.load(ARTEFACT, RealWeights.folder());
    judged = Arrays.stream(Messages.values()).flatMap(it -> it.judged().stream()).toList();
  }

  @AfterAll
  static void close() {
    if (classifier != null) {
      classifier.close();
    }
  }

  private static Guess guess(String text, boolean article) {
    return classifier.guess(new Situation(text, article, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "DIFFICULT, ZH, 0.676",
    "DIFFICULT, EN, 0.754",
    "PLAIN, ZH, 0.926",
    "PLAIN, EN, 0.920"
  })
  void itIsAsAccurateAsItWas(Messages messages, Route route, double floor) {
    assertThat(share(messages, it -> it.message().route() == route, Judged::isRight))
        .isGreaterThanOrEqualTo(floor);
  }

  @ParameterizedTest
  @CsvSource({"DIFFICULT, 0.898", "PLAIN, 0.97"})
  void whatItAnswersIsRightAsOftenAsItWas(Messages messages, double floor) {
    assertThat(share(messages, it -> it.guess().answers(), Judged::isRight))
        .isGreaterThanOrEqualTo(floor);
  }

  @ParameterizedTest
  @CsvSource({"DIFFICULT, 0.404", "PLAIN, 0.67"})
  void itAnswersAsManyOfTheMessagesThatNeedNoSlotsAsItDid(Messages messages, double floor) {
    Set<String> slotless = classifier.task().answered();
    assertThat(
            share(
                messages,
                it -> slotless.contains(it.message().label()),
                it -> it.guess().answers()))
        .isGreaterThanOrEqualTo(floor);
  }

  private static double share(Messages messages, Predicate<Judged> of, Predicate<Judged> which) {
    List<Judged> all = judged.stream().filter(it -> it.of() == messages).filter(of).toList();
    assertThat(all).isNotEmpty();
    return (double) all.stream().filter(which).count() / all.size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"你能做什么？", "What can you do?", "能写小说吗？", "Can you write in French?"})
  void aNewcomersQuestionsAreAnsweredHere(String question) {
    Guess guess = guess(question, false);
    assertThat(guess.label()).isEqualTo("ASK_CAPABILITIES");
    assertThat(guess.answers()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"帮我写一篇伦敦游记", "Help me write a travelogue about London"})
  void aNewcomersFirstWishIsUnderstoodAndPassedOn(String wish) {
    Guess guess = guess(wish, false);
    assertThat(guess.label()).isEqualTo("GENERATE_ARTICLE");
    assertThat(guess.answers()).isFalse();
  }

  /** In a mesh there are nearly always buttons, and thanks are no choice of one. */
  @ParameterizedTest
  @CsvSource({"谢谢你，写得真好, SMALL_TALK", "'Thank you, that is lovely', SMALL_TALK"})
  void buttonsMakeNoDifference(String text, String label) {
    var beside = classifier.guess(new Situation(text, true, List.of("日记体", "书信体", "City walk")));
    assertThat(beside).isEqualTo(guess(text, true));
    assertThat(beside.label()).isEqualTo(label);
  }
}
