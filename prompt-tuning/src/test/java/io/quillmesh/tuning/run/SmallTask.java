package io.quillmesh.tuning.run;

import io.quillmesh.tuning.RealWeights;
import io.quillmesh.tuning.classifier.EncoderSource;
import io.quillmesh.tuning.classifier.LoadedEncoder;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Message;
import io.quillmesh.tuning.data.Split;
import io.quillmesh.tuning.data.Task;
import io.quillmesh.tuning.data.TaskFile;
import io.quillmesh.tuning.encoder.EncoderShape;
import io.quillmesh.tuning.encoder.EncoderWeights;
import io.quillmesh.tuning.tokenizer.WordPiece;
import io.quillmesh.tuning.weights.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A little of the real messages, and an encoder that is small and random. */
public final class SmallTask {
  /** Three labels whose words differ. */
  public static final Task TASK =
      new Task(
          "small",
          List.of("TRANSLATE", "SMALL_TALK", "CHANGE_LENGTH"),
          Set.of("SMALL_TALK"),
          JsonMapper.shared().readTree("{\"type\": \"object\"}"));

  private static final int TRAIN = 48;
  private static final int OTHERS = 16;
  private static final List<String> WORDS =
      List.of(
          "translate",
          "into",
          "french",
          "english",
          "language",
          "hi",
          "hello",
          "thanks",
          "you",
          "good",
          "longer",
          "shorter",
          "short",
          "long",
          "words",
          "cut",
          "half",
          "it",
          "make",
          "to");

  private SmallTask() {}

  /** Some messages of the three labels, as they are in the evaluation. */
  public static Corpus corpus() {
    TaskFile real =
        TaskFile.read(RealWeights.root().resolve("intent-service", "tuning", TaskFile.NAME));
    Corpus all = Corpus.read(real.data(), real.task());
    List<Message> some =
        Stream.of(Split.values())
            .flatMap(split -> TASK.labels().stream().flatMap(label -> some(all, split, label)))
            .toList();
    return new Corpus(some, all.hash());
  }

  private static Stream<Message> some(Corpus all, Split split, String label) {
    return all.messages().stream()
        .filter(m -> m.split() == split && m.label().equals(label))
        .filter(m -> m.route() == io.quillmesh.tuning.data.Route.EN)
        .limit(split == Split.TRAIN ? TRAIN : OTHERS);
  }

  /** Random encoders; the name says with which seed. */
  public static EncoderSource encoders(Path folder) {
    Path tokenizer = folder.resolve("tokenizer.json");
    return name -> {
      int vocabulary = writeTokenizer(tokenizer);
      EncoderShape shape = new EncoderShape(vocabulary, 64, 2, 32, 2, 4, 64, 1e-6f);
      EncoderWeights weights = EncoderWeights.random(shape, name.hashCode());
      return new LoadedEncoder(
          name, weights, weights.hash(), WordPiece.read(tokenizer), Sha256.of(tokenizer));
    };
  }

  private static int writeTokenizer(Path file) {
    Map<String, Integer> vocabulary = new LinkedHashMap<>();
    Stream.concat(
            Stream.of("[PAD]", "[UNK]", "[CLS]", "[SEP]"),
            Stream.concat(
                WORDS.stream(),
                "abcdefghijklmnopqrstuvwxyz0123456789?!.,'"
                    .chars()
                    .mapToObj(c -> String.valueOf((char) c))
                    .flatMap(c -> Stream.of(c, "##" + c))))
        .forEach(word -> vocabulary.putIfAbsent(word, vocabulary.size()));
    try {
      Files.writeString(
          file,
          JsonMapper.shared()
              .writeValueAsString(
                  Map.of(
                      "normalizer", Map.of("type", "BertNormalizer"),
                      "pre_tokenizer", Map.of("type", "BertPreTokenizer"),
                      "model", Map.of("type", "WordPiece", "vocab", vocabulary))));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return vocabulary.size();
  }
}
