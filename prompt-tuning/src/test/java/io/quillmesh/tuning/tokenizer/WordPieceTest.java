package io.quillmesh.tuning.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * With a small vocabulary. What the reference, version 0.36.0 of DJL's tokenizers, made of the hard
 * cases is in a file.
 */
class WordPieceTest {
  private static final WordPiece SMALL = WordPiece.read(resource("small-tokenizer.json"));

  static Stream<String> reference() throws IOException {
    return Files.readAllLines(resource("reference.jsonl")).stream();
  }

  private static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(WordPieceTest.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("reference")
  void hardCasesHaveTheTokensOfTheReference(String line) {
    JsonNode expected = JsonMapper.shared().readTree(line);
    String second = expected.has("second") ? expected.path("second").asString() : null;
    Tokens actual =
        SMALL.encode(expected.path("first").asString(), second, expected.path("most").asInt());
    assertThat(actual.ids()).containsExactly(numbers(expected.path("ids")));
    assertThat(actual.types()).containsExactly(numbers(expected.path("types")));
  }

  private static int[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  @Test
  void marksInATextAreText() {
    assertThat(SMALL.encode("[SEP]", null, 9).length()).isEqualTo(5);
  }

  @Test
  void textIsMadeLowerCaseEvenIfTheFileDoesNotSaySo(@TempDir Path folder) throws IOException {
    String json = Files.readString(resource("small-tokenizer.json"));
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, json.replace("\"lowercase\":true", "\"lowercase\":false"));
    assertThat(json).contains("\"lowercase\":true");
    WordPiece cased = WordPiece.read(file);
    assertThat(cased.encode("HELLO", null, 9).ids())
        .containsExactly(cased.encode("hello", null, 9).ids());
    // Accents then stay, as with the reference.
    assertThat(cased.encode("hèllo", null, 9).ids())
        .isNotEqualTo(SMALL.encode("hèllo", null, 9).ids());
  }

  @Test
  void otherKindsOfTokenizersAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, "{\"model\": {\"type\": \"BPE\"}}");
    assertThatThrownBy(() -> WordPiece.read(file))
        .hasMessageContaining("/model/type is BPE, and only WordPiece is known");
    Files.writeString(file, "<html>");
    assertThatThrownBy(() -> WordPiece.read(file)).hasMessageContaining("is not readable JSON");
  }

  @Test
  void fewerTokensThanMarksAreRefused() {
    assertThatThrownBy(() -> SMALL.encode("a", "b", 2)).hasMessageContaining("3 tokens are marks");
  }
}
