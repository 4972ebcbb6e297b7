package io.quillmesh.tuning.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.tuning.RealWeights;
import io.quillmesh.tuning.artefact.ArtefactFile;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Message;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  record Judged(Message message, Guess guess) {
    boolean isRight() {
      return guess.label().equals(message.label());
    }
  }

  @BeforeAll
  static void judgeTheTestMessages() {
    ArtefactFile.read(ARTEFACT).routes().values().forEach(it -> RealWeights.of(it.encoder()));
    classifier = TunedClassifier.load(ARTEFACT, RealWeights.folder());
    Corpus corpus = Corpus.read(RealWeights.root().resolve("evaluation/intent"), classifier.task());
    judged =
        corpus.messages().parallelStream()
            .filter(message -> message.split() == Split.TEST)
            .map(message -> new Judged(message, guess(message.text(), message.article())))
            .toList();
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
  @CsvSource({"ZH, 0.649", "EN, 0.715"})
  void itIsAsAccurateAsItWas(Route route, double floor) {
    assertThat(share(it -> it.message().route() == route, Judged::isRight))
        .isGreaterThanOrEqualTo(floor);
  }

  @Test
  void whatItAnswersIsRightAsOftenAsItWas() {
    assertThat(share(it -> it.guess().answers(), Judged::isRight)).isGreaterThanOrEqualTo(0.922);
  }

  @Test
  void itAnswersAsManyOfTheMessagesThatNeedNoSlotsAsItDid() {
    Set<String> slotless = classifier.task().answered();
    assertThat(share(it -> slotless.contains(it.message().label()), it -> it.guess().answers()))
        .isGreaterThanOrEqualTo(0.151);
  }

  private static double share(Predicate<Judged> of, Predicate<Judged> which) {
    List<Judged> all = judged.stream().filter(of).toList();
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
