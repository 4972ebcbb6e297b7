package io.quillmesh.tuning.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.quillmesh.tuning.tokenizer.Tokens;
import io.quillmesh.tuning.weights.BertWriter;
import io.quillmesh.tuning.weights.Sha256;
import io.quillmesh.tuning.weights.WeightsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small encoder with random weights, written as an ONNX file. */
class WrittenEncoderTest {
  private final EncoderWeights random = EncoderWeights.random(Small.SHAPE, 1);
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("small.onnx");
    new BertWriter(this::named, Small.SHAPE.width(), Small.SHAPE.heads())
        .write(file, Small.SHAPE.layers(), Small.SHAPE.epsilon());
  }

  private float[] named(String name) {
    return IntStream.range(0, new Layout(Small.SHAPE).count())
        .filter(tensor -> Layout.name(tensor).equals(name))
        .mapToObj(random::vector)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void givesWhatOnnxRuntimeGives(Pooling pooling) throws OrtException {
    try (var weights = EncoderWeights.map(file);
        var reference = new Reference(file)) {
      assertThat(weights.shape()).isEqualTo(Small.SHAPE);
      assertThat(weights.hash()).isEqualTo(Sha256.of(file));
      var encoder = new Encoder(weights, pooling);
      for (Tokens tokens : Small.messages(40)) {
        float[] actual = encoder.encode(tokens, Prompt.none());
        assertThat(Reference.cosine(actual, reference.encode(tokens, pooling)))
            .isGreaterThan(0.9999999);
        assertThat(actual)
            .containsExactly(new Encoder(random, pooling).encode(tokens, Prompt.none()));
      }
    }
  }

  @Test
  void aTrainableCopyHasTheSameValues() {
    try (var weights = EncoderWeights.map(file)) {
      Tokens tokens = Small.messages(1).getFirst();
      float[] expected = new Encoder(weights, Pooling.MEAN).encode(tokens, Prompt.none());
      assertThat(new Encoder(weights.trainable(), Pooling.MEAN).encode(tokens, Prompt.none()))
          .containsExactly(expected);
      assertThatThrownBy(weights::values).hasMessageContaining("trainable()");
    }
  }

  @Test
  void halfAFileIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> EncoderWeights.map(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("no whole ONNX file");
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Files.write(file, "<html>404 Not Found</html>".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> EncoderWeights.map(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("small.onnx");
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> EncoderWeights.map(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("has no embeddings");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> EncoderWeights.map(folder.resolve("none.onnx")))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("none.onnx");
  }
}
