package io.quillmesh.tuning.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.quillmesh.tuning.RealWeights;
import io.quillmesh.tuning.weights.EncoderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares with the tokenizer that the models were made with, on every labelled message and on hard
 * cases.
 */
@Tag("weights")
class ReferenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"bge-small-zh", "minilm-l6", "bge-small-en", "e5-small"})
  void everyMessageHasTheTokensOfTheReference(String encoder) throws IOException {
    EncoderFiles files = RealWeights.of(encoder);
    WordPiece ours = WordPiece.read(files.tokenizer());
    List<String> texts = new ArrayList<>(HardCases.TEXTS);
    texts.addAll(messages());
    assertThat(texts).hasSizeGreaterThan(3000);
    try (var reference = reference(files.tokenizer(), 512)) {
      for (String text : texts) {
        assertThat(ours.encode(text, null, 512).ids())
            .as(text)
            .isEqualTo(ids(reference.encode(given(encoder, text))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 9, 12, 16, 64})
  void twoSegmentsAreCutAsTheReferenceCutsThem(int most) throws IOException {
    EncoderFiles files = RealWeights.of("bge-small-zh");
    WordPiece ours = WordPiece.read(files.tokenizer());
    List<String> texts = List.of("", "短", "帮我写一篇关于咖啡的文章", "article; buttons: 日記, 週報, 演講稿");
    try (var reference = reference(files.tokenizer(), most)) {
      for (String first : texts) {
        for (String second : texts) {
          Tokens actual = ours.encode(first, second, most);
          Encoding expected = reference.encode(first, second);
          assertThat(actual.ids()).as(first + "|" + second).isEqualTo(ids(expected));
          assertThat(actual.types())
              .isEqualTo(Arrays.stream(expected.getTypeIds()).mapToInt(Math::toIntExact).toArray());
        }
      }
    }
  }

  // The Chinese one leaves lower case to the caller.
  private static String given(String encoder, String text) {
    return encoder.equals("bge-small-zh") ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static HuggingFaceTokenizer reference(Path file, int most) throws IOException {
    return HuggingFaceTokenizer.newInstance(
        file,
        Map.of(
            "maxLength",
            String.valueOf(most),
            "truncation",
            "LONGEST_FIRST",
            "padding",
            "DO_NOT_PAD",
            "modelMaxLength",
            "512"));
  }

  private static int[] ids(Encoding encoding) {
    return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
  }

  private static List<String> messages() throws IOException {
    try (Stream<Path> files = Files.walk(RealWeights.root().resolve("evaluation/intent"))) {
      var messages = new ArrayList<String>();
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          messages.add(JsonMapper.shared().readTree(line).path("text").asString());
        }
      }
      return messages;
    }
  }
}
