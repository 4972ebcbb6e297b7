package io.quillmesh.tuning.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quillmesh.tuning.artefact.Artefact;
import io.quillmesh.tuning.artefact.ArtefactException;
import io.quillmesh.tuning.artefact.ArtefactFile;
import io.quillmesh.tuning.artefact.Safetensors;
import io.quillmesh.tuning.artefact.Tensor;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Message;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Split;
import io.quillmesh.tuning.encoder.Pooling;
import io.quillmesh.tuning.method.Method;
import io.quillmesh.tuning.run.Assembly;
import io.quillmesh.tuning.run.Assembly.Done;
import io.quillmesh.tuning.run.FrozenEncoder;
import io.quillmesh.tuning.run.Overrides;
import io.quillmesh.tuning.run.Run;
import io.quillmesh.tuning.run.RunResult;
import io.quillmesh.tuning.run.Settings;
import io.quillmesh.tuning.run.SmallTask;
import io.quillmesh.tuning.training.Listener;
import io.quillmesh.tuning.training.Temperature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An artefact does here what it did in training, or says why it cannot. */
class TunedClassifierTest {
  private static final Corpus CORPUS = SmallTask.corpus();
  @TempDir static Path folder;
  private static Path good = Path.of("");
  private static EncoderSource encoders =
      name -> {
        throw new IllegalStateException(name);
      };

  @BeforeAll
  static void train() {
    encoders = SmallTask.encoders(folder);
    good = folder.resolve("good.safetensors");
    write(done(Method.V2), good);
  }

  private static Done done(Method method) {
    Overrides few =
        new Overrides(
            1, null, 64, null, null, 4, 0.3, 16, null, null, 1e-2, null, 2, 8, null, null, null);
    Run run =
        new Run(
            SmallTask.TASK,
            CORPUS,
            Route.EN,
            new FrozenEncoder(encoders.open("tiny")),
            Settings.of(method, Pooling.MEAN, 12, 1).with(few),
            1);
    return new Done(run, run.go(folder, false, Listener.NONE));
  }

  private static void write(Done done, Path file) {
    Artefact artefact = new Assembly(SmallTask.TASK, CORPUS, 0.9, 0).of(Map.of(Route.EN, done));
    ArtefactFile.write(artefact, file);
  }

  @ParameterizedTest
  @EnumSource(names = {"PROBE", "V1", "V2", "FULL"})
  void itGuessesAsInTraining(Method method) {
    Done done = done(method);
    Path file = folder.resolve(method.key());
    write(done, file);
    RunResult result = done.result();
    List<Message> dev = CORPUS.of(Split.DEV, Route.EN);

    try (TunedClassifier classifier = TunedClassifier.load(file, encoders)) {
      for (int i = 0; i < dev.size(); i++) {
        Message message = dev.get(i);
        Guess guess = classifier.guess(Situation.of(message));
        int expected = result.dev().guess(i);
        double confidence = result.dev().probabilities(i, Temperature.of(result.dev()))[expected];
        assertThat(guess.confidence()).isCloseTo(confidence, within(1e-3));
        assertThat(guess.label()).isEqualTo(SmallTask.TASK.labels().get(expected));
        assertThat(guess.answers())
            .isEqualTo(
                guess.label().equals("SMALL_TALK") && guess.confidence() >= guess.threshold());
      }
      assertThat(classifier.task()).isEqualTo(SmallTask.TASK);
      assertThat(classifier.routes().keySet()).containsExactly("en");
      assertThat(classifier.routes().values().iterator().next().baseline().total())
          .isEqualTo(dev.size());
    }
  }

  @Test
  void aMessageOfARouteThatWasNotTrainedTakesTheOther() {
    try (TunedClassifier classifier = TunedClassifier.load(good, encoders)) {
      assertThat(classifier.guess(new Situation("你好", false, List.of())).route()).isEqualTo("en");
    }
  }

  @Test
  void aLongMessageIsCut() {
    try (TunedClassifier classifier = TunedClassifier.load(good, encoders)) {
      Guess guess =
          classifier.guess(new Situation("translate it ".repeat(5000), true, List.of("ok")));
      assertThat(guess.label()).isIn(SmallTask.TASK.labels());
    }
  }

  @Test
  void theSameArtefactIsTheSameFile() {
    Path again = folder.resolve("again.safetensors");
    write(done(Method.V2), again);

    assertThat(Safetensors.read(again).metadata()).isEqualTo(Safetensors.read(good).metadata());
    assertThat(again).hasSameBinaryContentAs(good);
  }

  @Test
  void otherWeightsAreRefused() {
    EncoderSource other = name -> SmallTask.encoders(folder).open("other");

    refused(good, other, "other weights of tiny", "Train it anew");
  }

  @Test
  void anotherTokenizerIsRefused() {
    EncoderSource other =
        name -> {
          LoadedEncoder same = encoders.open(name);
          return new LoadedEncoder(
              name, same.weights(), same.weightsHash(), same.tokenizer(), "0".repeat(64));
        };

    refused(good, other, "other tokenizer of tiny", "0000");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "This is no artefact at all");

    refused(file, encoders, "is not a safetensors file", "./mesh tune");
  }

  @Test
  void halfAFileIsRefused() throws IOException {
    byte[] all = Files.readAllBytes(good);
    Path file = Files.write(folder.resolve("half"), Arrays.copyOf(all, all.length - 1000));

    refused(file, encoders, "not all of it");
  }

  @Test
  void anotherVersionOfTheFormatIsRefused() {
    Path file = changed(Map.of("format", "quillmesh-tuning/2"), Map.of());

    refused(file, encoders, "has the format quillmesh-tuning/2", "reads quillmesh-tuning/1");
  }

  @Test
  void otherLabelsThanTheHeadHasAreRefused() {
    String task = Safetensors.read(good).metadata().getOrDefault("task", "");
    Path file = changed(Map.of("task", task.replace("\"TRANSLATE\",", "")), Map.of());

    refused(file, encoders, "trained for 3 labels, but the task has 2");
  }

  @Test
  void numbersThatDoNotFitTheEncoderAreRefused() {
    Path file = changed(Map.of(), Map.of("en.prompt.prefixes", Tensor.row(new float[8])));

    refused(file, encoders, "does not fit the sizes of its encoder");
  }

  @Test
  void aMissingHeadIsRefused() {
    Path file = changed(Map.of(), Map.of("en.head.bias", Tensor.row(new float[0])));

    refused(file, encoders, "is damaged", "no whole head");
  }

  private static Path changed(Map<String, String> texts, Map<String, Tensor> tensors) {
    Safetensors content = Safetensors.read(good);
    Map<String, String> allTexts = new TreeMap<>(content.metadata());
    allTexts.putAll(texts);
    Map<String, Tensor> allTensors = new TreeMap<>(content.tensors());
    allTensors.putAll(tensors);
    Path file = folder.resolve("changed.safetensors");
    Safetensors.of(allTexts, allTensors).write(file);
    return file;
  }

  private static void refused(Path file, EncoderSource source, String... parts) {
    assertThatThrownBy(() -> TunedClassifier.load(file, source).close())
        .isInstanceOf(ArtefactException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining(file.getFileName().toString());
  }
}
